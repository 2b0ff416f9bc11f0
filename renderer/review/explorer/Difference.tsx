import { useCallback, useState } from 'react';
import type { DiffRow, DiffView, FileAsked } from '../../../shared/contract/explorer-views.ts';
import { strings } from '../../strings/index.ts';
import { Mark } from '../../ui/Mark.tsx';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { VirtualRows } from '../../ui/VirtualRows.tsx';
import { ask } from '../hooks/bridge.ts';
import { useAnswer } from '../hooks/use-answer.ts';
import { Answered } from '../parts/Answered.tsx';

const text = strings.explorer.diff;
const LINE = 20;
const NEVER = [] as const;

interface DifferenceProps {
  readonly file: FileAsked;
  /** The file that it is compared with: the earlier one. */
  readonly marked: string;
  readonly toHex: (offset: number) => void;
}

/** How a file differs from the one that was marked. */
export function Difference({ file, marked, toHex }: DifferenceProps) {
  const question = useCallback(
    () => ask('file/diff', { bundle: file.bundle, path: marked, other: file }),
    [file, marked],
  );
  const [asked, renew] = useAnswer(question, NEVER);
  return (
    <>
      <p className="soft diff-names">
        {text.from} <Untrusted text={marked} mono /> {text.to} <Untrusted text={file.path} mono />
      </p>
      <Answered asked={asked} renew={renew}>
        {(view) => <Told view={view} toHex={toHex} />}
      </Answered>
    </>
  );
}

function Told({ view, toHex }: { readonly view: DiffView; readonly toHex: (offset: number) => void }) {
  const [active, setActive] = useState(0);
  if (view.kind === 'same-bytes') return <Mark state="closed">{text.same}</Mark>;
  const first = (
    <button type="button" className="button-link" onClick={() => toHex(view.first)}>
      {text.firstByte(view.first)}
    </button>
  );
  if (view.kind === 'not-by-lines') {
    return (
      <p>
        <Mark state="open">{text.why[view.why]}</Mark> {first}
      </p>
    );
  }
  const { rows } = view;
  return (
    <>
      <p role="status">
        {text.counts(view.removed, view.added)} {first} {view.isCut ? text.cut(rows.length) : ''}
      </p>
      <VirtualRows
        name={text.title}
        className="diff-rows mono"
        count={rows.length}
        rowHeight={LINE}
        active={active}
        onActive={setActive}
      >
        {(index) => <Row row={rows[index]} />}
      </VirtualRows>
    </>
  );
}

const SIGNS = { same: ' ', removed: '−', added: '+' } as const;

function Row({ row }: { readonly row: DiffRow | undefined }) {
  if (row === undefined) return null;
  if (row.kind === 'gap') {
    return <td className="diff-gap">{text.gap(row.lines)}</td>;
  }
  const number = (line: number | null) => (line === null ? '' : strings.format.integer(line));
  return (
    <>
      <td className="text-line number">{number(row.left)}</td>
      <td className="text-line number">{number(row.right)}</td>
      <td className={`diff-text diff-${row.kind}`}>
        <span aria-hidden="true">{SIGNS[row.kind]} </span>
        <span className="unseen">{text.kinds[row.kind]} </span>
        <Untrusted text={row.text} mono />
      </td>
    </>
  );
}
