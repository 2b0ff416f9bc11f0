import { useCallback, useState } from 'react';
import type { JournalEntryView } from '../../../shared/contract/views.ts';
import { strings, utc } from '../../strings/index.ts';
import { Digest } from '../../ui/Digest.tsx';
import { Fields } from '../../ui/Fields.tsx';
import { Pager } from '../../ui/Pager.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { Answered } from '../Answered.tsx';
import { ask } from '../bridge.ts';
import { useReview } from '../context.ts';
import { useAnswer } from '../use-answer.ts';

const text = strings.journal;
const LIMIT = 100;

/** Everything that happened on this station, newest first. */
export function JournalPage() {
  const { station } = useReview();
  const [offset, setOffset] = useState(0);
  const question = useCallback(() => ask('journal/page', { offset, limit: LIMIT }), [offset]);
  const [asked, renew] = useAnswer(question);
  return (
    <div className="page page-wide">
      <PageTitle lead={text.lead}>{text.title}</PageTitle>
      <div className="card">
        <Fields
          rows={[
            [text.size, strings.format.integer(station.journal.size)],
            [text.root, <Digest key="root" text={station.journal.rootHash} what={text.root} />],
          ]}
        />
      </div>
      <Answered asked={asked} renew={renew}>
        {({ total, entries }) =>
          total === 0 ? (
            <p className="soft">{text.none}</p>
          ) : (
            <>
              <table className="table journal">
                <thead>
                  <tr>
                    <th scope="col" className="number">
                      {text.columns.index}
                    </th>
                    <th scope="col">{text.columns.at}</th>
                    <th scope="col">{text.columns.kind}</th>
                    <th scope="col">{text.columns.detail}</th>
                  </tr>
                </thead>
                <tbody>
                  {entries.map((entry) => (
                    <Entry key={entry.index} entry={entry} />
                  ))}
                </tbody>
              </table>
              <Pager offset={offset} limit={LIMIT} total={total} go={setOffset} />
            </>
          )
        }
      </Answered>
    </div>
  );
}

function Entry({ entry }: { readonly entry: JournalEntryView }) {
  return (
    <tr>
      <td className="number">{strings.format.integer(entry.index)}</td>
      <td className="nowrap tabular">{utc(entry.at)}</td>
      <td className="nowrap">
        <code>{entry.kind}</code>
      </td>
      <td>
        <Untrusted text={entry.detail} />
      </td>
    </tr>
  );
}
