import { useCallback, useState } from 'react';
import { ACT_KINDS, type ActView, type RecordView } from '../../../shared/contract/record-views.ts';
import { escapeVisible } from '../../../shared/text/deceptive.ts';
import { strings, utc } from '../../strings/index.ts';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { Pages } from '../../ui/Pages.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { Table } from '../../ui/Table.tsx';
import { Say, Untrusted } from '../../ui/Untrusted.tsx';
import { ask } from '../hooks/bridge.ts';
import { useReview } from '../hooks/context.ts';
import { useAnswer } from '../hooks/use-answer.ts';
import { Answered } from '../parts/Answered.tsx';

const text = strings.record;
const LIMIT = 100;
const CHANGES = ['vault', 'session'] as const;

/** Who did what, about which packet: by person, packet, kind and words. */
export function Acts() {
  const { identities } = useReview().station;
  const [person, setPerson] = useState('');
  const [packet, setPacket] = useState('');
  const [kind, setKind] = useState('');
  const [words, setWords] = useState('');
  const [offset, setOffset] = useState(0);
  const question = useCallback(
    () =>
      ask('journal/acts', {
        person: identities.find(({ id }) => id === person)?.id ?? null,
        packet: packet === '' ? null : packet,
        kind: ACT_KINDS.find((one) => one === kind) ?? null,
        text: words,
        offset,
        limit: LIMIT,
      }),
    [identities, person, packet, kind, words, offset],
  );
  const [asked, renew] = useAnswer(question, CHANGES);
  const filter = (set: (value: string) => void) => (value: string) => {
    set(value);
    setOffset(0);
  };
  const people = identities.map(({ id, name }) => [id, name] as const);
  const packets = asked.state === 'ready' ? asked.value.packets.map((id) => [id, id] as const) : [];
  return (
    <>
      <p className="soft">{text.lead}</p>
      <div className="record-filters">
        <Choose label={text.person} any={text.everyone} value={person} of={people} choose={filter(setPerson)} />
        <Choose
          label={text.packet}
          any={text.everyPacket}
          value={packet}
          of={packet === '' || packets.some(([id]) => id === packet) ? packets : [...packets, [packet, packet]]}
          choose={filter(setPacket)}
        />
        <Choose
          label={text.kindLabel}
          any={text.everyKind}
          value={kind}
          of={ACT_KINDS.map((one) => [one, text.kind[one]] as const)}
          choose={filter(setKind)}
        />
        <SearchField label={text.search} hint={text.searchHint} value={words} change={filter(setWords)} />
      </div>
      <Answered asked={asked} renew={renew}>
        {(record) => <Found record={record} offset={offset} go={setOffset} />}
      </Answered>
    </>
  );
}

interface ChooseProps {
  readonly label: string;
  readonly any: string;
  readonly value: string;
  readonly of: readonly (readonly [value: string, words: string])[];
  readonly choose: (value: string) => void;
}

function Choose({ label, any, value, of, choose }: ChooseProps) {
  return (
    <label className="field">
      <span>{label}</span>
      <select value={value} onChange={(event) => choose(event.target.value)}>
        <option value="">{any}</option>
        {of.map(([one, words]) => (
          <option key={one} value={one}>
            {escapeVisible(words)}
          </option>
        ))}
      </select>
    </label>
  );
}

interface FoundProps {
  readonly record: RecordView;
  readonly offset: number;
  readonly go: (offset: number) => void;
}

function Found({ record, offset, go }: FoundProps) {
  return (
    <>
      <p className="soft" role="status">
        {record.total === 0 ? text.none : text.count(record.total, record.all)}
      </p>
      <Pages offset={offset} limit={LIMIT} total={record.total} go={go}>
        {record.total === 0 ? null : (
          <Table name={text.table} className="acts" columns={[text.columns.at, text.columns.what, text.columns.entry]}>
            {record.acts.map((act) => (
              <Act key={act.entry.index} act={act} />
            ))}
          </Table>
        )}
      </Pages>
    </>
  );
}

function Act({ act }: { readonly act: ActView }) {
  const entries = [...act.folded, act.entry].sort((a, b) => a.index - b.index);
  return (
    <tr>
      <td className="nowrap tabular">{utc(act.entry.at)}</td>
      <td>
        <Say it={text.sentence(act)} />
      </td>
      <td>
        <Disclosure summary={text.entry(act.entry.index)}>
          {entries.map((entry) => (
            <p key={entry.index}>
              {text.entry(entry.index)} <Untrusted text={JSON.stringify(entry.event)} mono />
            </p>
          ))}
        </Disclosure>
      </td>
    </tr>
  );
}
