import './journal.css';
import { useCallback, useEffect, useState } from 'react';
import type { JournalEntryView } from '../../../shared/contract/views.ts';
import { strings, utc } from '../../strings/index.ts';
import { Digest } from '../../ui/Digest.tsx';
import { Fields } from '../../ui/Fields.tsx';
import { Pages } from '../../ui/Pages.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { Table } from '../../ui/Table.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { ask } from '../hooks/bridge.ts';
import { useReview } from '../hooks/context.ts';
import { useAnswer } from '../hooks/use-answer.ts';
import { Answered } from '../parts/Answered.tsx';
import { Acts } from './Acts.tsx';

const text = strings.journal;
const { columns } = text;
const LIMIT = 100;

/** Everything that happened on this station, newest first: as acts of people, or entry by entry. */
export function JournalPage() {
  const [view, show] = useState<'acts' | 'raw'>('acts');
  return (
    <div className="page page-wide">
      <PageTitle lead={text.lead}>{text.title}</PageTitle>
      <Tabs
        label={strings.record.views}
        tabs={[
          { name: 'acts', words: strings.record.acts },
          { name: 'raw', words: strings.record.raw },
        ]}
        current={view}
        show={show}
        panel="record-view"
      />
      <div role="tabpanel" id="record-view" aria-labelledby={`tab-${view}`}>
        {view === 'acts' ? <Acts /> : <EveryEntry />}
      </div>
    </div>
  );
}

/** The log as it is. */
function EveryEntry() {
  const { station, renewStation } = useReview();
  const { size, rootHash } = station.journal;
  const [offset, setOffset] = useState(0);
  const question = useCallback(() => ask('journal/page', { offset, limit: LIMIT }), [offset]);
  const [asked, renew] = useAnswer(question);
  const total = asked.state === 'ready' ? asked.value.total : size;
  useEffect(() => {
    // A refusal is an entry of which no window is told.
    if (total !== size) renewStation();
  }, [total, size, renewStation]);
  return (
    <>
      <div className="card">
        <Fields
          rows={[
            [text.size, strings.format.integer(size)],
            [text.root, <Digest key="root" text={rootHash} what={text.root} />],
          ]}
        />
      </div>
      <section aria-label={text.entries}>
        <Pages offset={offset} limit={LIMIT} total={size} go={setOffset}>
          <Answered asked={asked} renew={renew}>
            {({ entries }) =>
              entries.length === 0 ? <p className="soft">{text.none}</p> : <Entries entries={entries} />
            }
          </Answered>
        </Pages>
      </section>
    </>
  );
}

function Entries({ entries }: { readonly entries: readonly JournalEntryView[] }) {
  return (
    <Table
      name={text.entries}
      className="journal"
      columns={[{ number: columns.index }, columns.at, columns.kind, columns.detail]}
    >
      {entries.map((entry) => (
        <Entry key={entry.index} entry={entry} />
      ))}
    </Table>
  );
}

function Entry({ entry }: { readonly entry: JournalEntryView }) {
  return (
    <tr>
      <td className="number">{strings.format.integer(entry.index)}</td>
      <td className="nowrap tabular">{utc(entry.at)}</td>
      <td className="nowrap">
        <code>{entry.event.kind}</code>
      </td>
      <td>
        <Untrusted text={strings.describeEvent(entry.event)} />
      </td>
    </tr>
  );
}
