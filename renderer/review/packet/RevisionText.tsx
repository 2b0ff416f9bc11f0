import { useCallback, useMemo } from 'react';
import type { PacketView } from '../../../shared/contract/views.ts';
import type { PacketReading } from '../../../shared/packet/types.ts';
import { strings } from '../../strings/index.ts';
import { inOrder } from '../../ui/in-order.ts';
import { Paged } from '../../ui/Paged.tsx';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { RevisionChanges } from '../glance/RevisionChanges.tsx';
import { ask } from '../hooks/bridge.ts';
import { useAnswer } from '../hooks/use-answer.ts';
import { Answered } from '../parts/Answered.tsx';
import { type RevisionRow, revisionDiff, type WordRun } from './revision-diff.ts';

const text = strings.packet.revisionText;

interface RevisionTextProps {
  readonly reading: PacketReading;
  readonly previous: NonNullable<PacketView['previousRevision']>;
}

/** What this revision says otherwise than the one before it: by its fields, then by its words. */
export function RevisionText({ reading, previous }: RevisionTextProps) {
  const { sha256 } = previous;
  const [asked, renew] = useAnswer(useCallback(() => ask('packet/get', { packet: sha256 }), [sha256]));
  return (
    <>
      <RevisionChanges previous={previous} />
      <Answered asked={asked} renew={renew}>
        {(view) => <Words before={view.reading.source} after={reading.source} />}
      </Answered>
    </>
  );
}

function Words({ before, after }: { readonly before: readonly string[]; readonly after: readonly string[] }) {
  const rows = useMemo(() => revisionDiff(before, after), [before, after]);
  if (before.length === 0 || after.length === 0) return <p className="soft">{text.fieldsAlone}</p>;
  if (rows === null) return <p className="soft">{text.tooDifferent}</p>;
  if (rows.every(({ kind }) => kind === 'gap')) return <p className="soft">{text.same}</p>;
  return (
    <section className="card" aria-labelledby="revision-words-title">
      <h2 id="revision-words-title">{text.title}</h2>
      <Paged rows={rows}>
        {(some) => <ol className="revision-rows">{inOrder(some, (row) => revisionRow(row))}</ol>}
      </Paged>
    </section>
  );
}

function revisionRow(row: RevisionRow) {
  if (row.kind === 'gap') return <li className="revision-gap soft">{text.gap(row.lines)}</li>;
  return (
    <li className={`revision-row revision-${row.kind}`}>
      <span className="revision-sign" aria-hidden="true">
        {SIGNS[row.kind]}
      </span>
      <span className="unseen">{text.kinds[row.kind]} </span>
      <span className="soft number">{strings.format.integer(row.line)}</span>
      <span className="revision-words">{inOrder(row.words, word)}</span>
    </li>
  );
}

const SIGNS = { same: ' ', removed: '−', added: '+' };

function word({ kind, text: words }: WordRun) {
  if (kind === 'removed')
    return (
      <del>
        <Untrusted text={words} />
      </del>
    );
  if (kind === 'added')
    return (
      <ins>
        <Untrusted text={words} />
      </ins>
    );
  return <Untrusted text={words} />;
}
