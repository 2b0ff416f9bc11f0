import { useCallback, useEffect, useRef, useState } from 'react';
import type { FileAsked } from '../../../shared/contract/explorer-views.ts';
import { FILE_BYTES_LIMIT } from '../../../shared/contract/limits.ts';
import type { Failure } from '../../../shared/failure/failure.ts';
import { strings } from '../../strings/index.ts';
import { inOrder } from '../../ui/in-order.ts';
import { FailureNotice } from '../../ui/Notice.tsx';
import { useCrash } from '../../ui/use-crash.ts';
import { VirtualRows } from '../../ui/VirtualRows.tsx';
import { ask } from '../hooks/bridge.ts';
import type { Target } from './FilePanel.tsx';

const text = strings.explorer.hex;

const LINE = 20;
const WIDTH = 16;
const ROWS_OF_PAGE = FILE_BYTES_LIMIT / WIDTH;
const MOST_PAGES = 16;

interface HexViewProps {
  readonly file: FileAsked;
  readonly size: number;
  readonly target: Target;
}

/** A file's bytes, sixteen a row, read from where they are looked at. */
export function HexView({ file, size, target }: HexViewProps) {
  const [pages, setPages] = useState<ReadonlyMap<number, Uint8Array>>(new Map());
  const [failure, setFailure] = useState<Failure | null>(null);
  const [active, setActive] = useState(0);
  const asked = useRef(new Set<number>());
  const crash = useCrash();
  useEffect(() => {
    if ('offset' in target.at) setActive(Math.floor(target.at.offset / WIDTH));
  }, [target]);

  const onSight = useCallback(
    (first: number, end: number) => {
      for (let page = Math.floor(first / ROWS_OF_PAGE); page * ROWS_OF_PAGE < end; page++) {
        if (asked.current.has(page)) continue;
        asked.current.add(page);
        ask('file/bytes', { ...file, offset: page * FILE_BYTES_LIMIT, limit: FILE_BYTES_LIMIT }).then((answer) => {
          if (!answer.ok) return setFailure(answer.error);
          setPages((before) => {
            const kept = new Map([...before, [page, answer.value] as const].slice(-MOST_PAGES));
            asked.current = new Set(kept.keys());
            return kept;
          });
        }, crash);
      }
    },
    [file, crash],
  );
  const digits = Math.max(8, (size - 1).toString(16).length);
  return (
    <>
      {failure === null ? null : <FailureNotice failure={failure} />}
      <VirtualRows
        name={text.title}
        className="hex-rows mono"
        count={Math.ceil(size / WIDTH)}
        rowHeight={LINE}
        active={active}
        onActive={setActive}
        onSight={onSight}
      >
        {(row) => {
          const page = pages.get(Math.floor(row / ROWS_OF_PAGE));
          const from = (row % ROWS_OF_PAGE) * WIDTH;
          const bytes = page?.subarray(from, from + WIDTH) ?? new Uint8Array();
          const isHit = (at: number) => isMeant(row * WIDTH + at, target);
          return (
            <>
              <td className="hex-offset">{(row * WIDTH).toString(16).padStart(digits, '0')}</td>
              <td className="hex-bytes">
                {inOrder(Array.from(bytes), (byte, at) => (
                  <span className={isHit(at) ? 'hit' : undefined}>{byte.toString(16).padStart(2, '0')}</span>
                ))}
              </td>
              <td className="hex-text" dir="ltr">
                {inOrder(Array.from(bytes), (byte, at) => (
                  <span className={isHit(at) ? 'hit' : undefined}>
                    {byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·'}
                  </span>
                ))}
              </td>
            </>
          );
        }}
      </VirtualRows>
    </>
  );
}

function isMeant(offset: number, { hit }: Target): boolean {
  return hit !== null && offset >= hit.offset && offset < hit.offset + Math.max(1, hit.length);
}
