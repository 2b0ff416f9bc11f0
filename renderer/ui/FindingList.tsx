import { useContext } from 'react';
import type { Finding } from '../../shared/finding/index.ts';
import type { Severity } from '../../shared/finding/kind.ts';
import { findingText } from '../../shared/strings/say-finding.ts';
import { strings } from '../strings/index.ts';
import { Badge, type Tone } from './Badge.tsx';
import { Disclosure } from './Disclosure.tsx';
import { type FindingGroup, groupFindings } from './finding-groups.ts';
import { OpenHelp } from './help-context.ts';
import { inOrder } from './in-order.ts';
import { Paged } from './Paged.tsx';
import { Untrusted } from './Untrusted.tsx';

const text = strings.evidence.findings;
const TONE: Readonly<Record<Severity, Tone>> = { error: 'danger', warning: 'amber', info: 'plain' };

/** Of findings that say the same, this many places are shown at once. */
const SHOWN_AT_ONCE = 3;

/** Goes to what a finding speaks of; `null` where there is no way. */
export type WayTo = (one: Finding) => (() => void) | null;

interface FindingListProps {
  readonly findings: readonly Finding[];
  readonly wayTo?: WayTo;
}

/** Findings as sentences, the gravest first: what is the case, each place that it is about, what can be done. */
export function FindingList({ findings, wayTo = () => null }: FindingListProps) {
  return (
    <ul className="findings">
      {inOrder(groupFindings(findings), (group) => (
        <Item group={group} wayTo={wayTo} />
      ))}
    </ul>
  );
}

interface ItemProps {
  readonly group: FindingGroup;
  readonly wayTo: WayTo;
}

function Item({ group, wayTo }: ItemProps) {
  const openHelp = useContext(OpenHelp);
  const { code, severity } = group[0];
  const kind = findingText(code);
  const more = group.slice(SHOWN_AT_ONCE);
  return (
    <li className="finding">
      <p className="finding-head">
        <Badge tone={TONE[severity]}>{strings.terms.severity[severity]}</Badge>
        {openHelp === null ? (
          <code className="code-line">{code}</code>
        ) : (
          <button
            type="button"
            className="button-link code-line"
            aria-label={strings.help.explain(code)}
            onClick={() => openHelp(code)}
          >
            <code>{code}</code>
          </button>
        )}
        {group.length > 1 ? <span className="soft">{text.places(group.length)}</span> : null}
      </p>
      <p>{kind.sentence}</p>
      <Places of={group.slice(0, SHOWN_AT_ONCE)} wayTo={wayTo} />
      {more.length === 0 ? null : (
        <Disclosure summary={text.more(more.length)}>
          <Paged rows={more}>{(shown) => <Places of={shown} wayTo={wayTo} />}</Paged>
        </Disclosure>
      )}
      <p className="soft">{kind.wayOut}</p>
    </li>
  );
}

function Places({ of, wayTo }: { readonly of: readonly Finding[]; readonly wayTo: WayTo }) {
  return <div className="places">{inOrder(of, (one) => place(one, wayTo(one)))}</div>;
}

function place({ where, observed, expected }: Finding, go: (() => void) | null) {
  return (
    <dl className="particulars">
      {particular(text.where, where, go)}
      {particular(text.found, observed)}
      {particular(text.expected, expected)}
    </dl>
  );
}

function particular(name: string, value: string | undefined, go: (() => void) | null = null) {
  if (value === undefined || value === '') return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {go === null ? (
          <Untrusted text={value} mono />
        ) : (
          <button type="button" className="button-link" onClick={go}>
            <Untrusted text={value} mono />
          </button>
        )}
      </dd>
    </div>
  );
}
