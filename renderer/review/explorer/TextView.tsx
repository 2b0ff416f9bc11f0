import { useCallback, useEffect, useRef, useState } from 'react';
import type { FileAsked, HitView, TextRow } from '../../../shared/contract/explorer-views.ts';
import { utf8 } from '../../../shared/encoding/bytes.ts';
import type { Failure } from '../../../shared/failure/failure.ts';
import { strings } from '../../strings/index.ts';
import { Deceptions } from '../../ui/Deceptions.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { useScaledScroll } from '../../ui/scaled-scroll.ts';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { useCrash } from '../../ui/use-crash.ts';
import { ask } from '../hooks/bridge.ts';
import type { Target } from './FilePanel.tsx';
import { useColumns } from './use-columns.ts';

const text = strings.explorer.text;

/** In px. */
export const LINE = 20;
/** So many rows before the rows that are here end, more are asked for. */
const AHEAD = 120;
/** A line that is not counted yet is asked for again after so long. */
const ASK_AGAIN_MS = 300;
/** Rows above a place that was gone to. */
const ABOVE = 4;

interface TextViewProps {
  readonly file: FileAsked;
  readonly size: number;
  readonly isBinary: boolean;
  readonly target: Target;
}

interface Here {
  readonly rows: readonly TextRow[];
  readonly isStart: boolean;
  readonly isEnd: boolean;
  /** The row at the top, and how much of it is above: `3.5` is the middle of the fourth. */
  readonly top: number;
}

/** A file's text, of any size: rows around the place that is looked at, which are asked for as it is scrolled. */
export function TextView({ file, size, isBinary, target }: TextViewProps) {
  const box = useRef<HTMLDivElement>(null);
  const columns = useColumns(box);
  const [here, setHere] = useState<Here | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [told, setTold] = useState('');
  const asking = useRef(0);
  const waiting = useRef<number | undefined>(undefined);
  useEffect(() => () => window.clearTimeout(waiting.current), []);
  const crash = useCrash();

  /** `keep`: the row asked for stays where it is; otherwise it is shown near the top. */
  const load = useCallback(
    (at: Target['at'], keep: number | null) => {
      if (columns === null) return;
      window.clearTimeout(waiting.current);
      asking.current += 1;
      const turn = asking.current;
      ask('file/rows', { ...file, at, columns }).then((answer) => {
        if (turn !== asking.current) return;
        asking.current = 0;
        setFailure(answer.ok ? null : answer.error);
        if (!answer.ok) return;
        const view = answer.value;
        if (view.kind === 'line-unknown') {
          if (!view.isWhole) waiting.current = window.setTimeout(() => load(at, keep), ASK_AGAIN_MS);
          return setTold(text.lineUnknown(view.counted, view.isWhole));
        }
        setTold('');
        setHere({ ...view, top: keep === null ? Math.max(0, view.at - ABOVE) : view.at + keep });
      }, crash);
    },
    [file, columns, crash],
  );
  useEffect(() => load(target.at, null), [load, target]);

  const average = here === null ? 40 : averageBytes(here.rows);
  const isAll = here?.isStart === true && here.isEnd;
  const full = isAll ? here.rows.length * LINE : Math.max(40, size / average) * LINE;
  const seenRef = useRef(0);
  const seenRows = () => seenRef.current / LINE;
  const topPx = here === null ? 0 : isAll ? here.top * LINE : partAt(here, size, seenRows()) * (full - seenRef.current);

  const moveBy = useCallback(
    (rows: number) =>
      setHere((before) => {
        if (before === null) return before;
        const last = Math.max(0, before.rows.length - seenRef.current / LINE);
        return { ...before, top: Math.max(0, Math.min(before.top + rows, last)) };
      }),
    [],
  );
  const onMove = useCallback((px: number) => moveBy(px / LINE), [moveBy]);
  const onJump = useCallback((part: number) => load({ offset: Math.floor(part * size) }, 0), [load, size]);
  const { inside, seen } = useScaledScroll({
    box,
    full,
    top: topPx,
    onMove,
    onJump,
    isExact: isAll,
    keyStep: LINE,
  });
  seenRef.current = seen;

  useEffect(() => {
    if (here === null || asking.current !== 0) return;
    const at = Math.floor(here.top);
    const row = here.rows[at];
    const isShort = (at < AHEAD && !here.isStart) || (here.rows.length - at - seen / LINE < AHEAD && !here.isEnd);
    if (row !== undefined && isShort) load({ offset: row.offset }, here.top - at);
  }, [here, seen, load]);

  const first = here === null ? 0 : Math.floor(here.top);
  const shown = here?.rows.slice(first, first + Math.ceil(seen / LINE) + 1) ?? [];
  return (
    <>
      {isBinary ? <p className="soft">{text.binary}</p> : null}
      {failure === null ? null : <FailureNotice failure={failure} />}
      <p className="owed" role="status">
        {told}
      </p>
      <section className="text-rows" ref={box} aria-label={text.title}>
        <div style={{ height: inside }}>
          <div className="virtual-sight" style={{ height: seen }}>
            {shown.map((row, at) => (
              <div
                key={row.offset}
                className={isIn(row, target.hit) ? 'text-row is-hit' : 'text-row'}
                style={{ transform: `translateY(${(first + at - (here?.top ?? 0)) * LINE}px)` }}
              >
                <span className="text-line number" aria-hidden="true">
                  {row.begins ? (row.line === null ? '?' : strings.format.integer(row.line)) : '↳'}
                </span>
                <RowText row={row} hit={target.hit} />
              </div>
            ))}
          </div>
        </div>
      </section>
      <Deceptions text={shown.map((row) => row.text).join('\n')} />
    </>
  );
}

/** The part of the file that is above the rows in sight, of what can be above them. */
function partAt({ rows, isStart, isEnd, top }: Here, size: number, seen: number): number {
  if (isStart && top === 0) return 0;
  if (isEnd && top >= rows.length - seen) return 1;
  const row = rows[Math.floor(top)];
  return row === undefined ? 0 : Math.min(1, (row.offset + (top % 1) * row.length) / size);
}

function averageBytes(rows: readonly TextRow[]): number {
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return 40;
  return Math.max(1, (last.offset + last.length - first.offset) / rows.length);
}

function isIn({ offset, length }: TextRow, hit: HitView | null): boolean {
  return hit !== null && hit.offset < offset + Math.max(1, length) && hit.offset + Math.max(1, hit.length) > offset;
}

/** A row with the bytes that are meant marked, where each character of it is known by its bytes. */
function RowText({ row, hit }: { readonly row: TextRow; readonly hit: HitView | null }) {
  const bytes =
    hit !== null && hit.length > 0 && isIn(row, hit) && !row.text.includes('\ufffd') ? utf8(row.text) : null;
  if (bytes === null || hit === null) {
    return (
      <span className="text-content">
        <Untrusted text={row.text} mono />
      </span>
    );
  }
  const [from, to] = [Math.max(0, hit.offset - row.offset), Math.min(row.length, hit.offset + hit.length - row.offset)];
  const part = (start: number, end: number) => new TextDecoder().decode(bytes.subarray(start, end));
  return (
    <span className="text-content">
      <Untrusted text={part(0, from)} mono />
      <mark className="hit">
        <Untrusted text={part(from, to)} mono />
      </mark>
      <Untrusted text={part(to, row.length)} mono />
    </span>
  );
}
