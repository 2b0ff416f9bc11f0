import type { Finding } from '../../shared/finding/index.ts';
import type { Severity } from '../../shared/finding/kind.ts';
import { findingText } from '../../shared/strings/say-finding.ts';
import { strings } from '../strings/index.ts';
import { Badge, type Tone } from './Badge.tsx';
import { Disclosure } from './Disclosure.tsx';
import { type FindingGroup, groupFindings } from './finding-groups.ts';
import { inOrder } from './in-order.ts';
import { Paged } from './Paged.tsx';
import { Untrusted } from './Untrusted.tsx';

const text = strings.evidence.findings;
const TONE: Readonly<Record<Severity, Tone>> = { error: 'danger', warning: 'amber', info: 'plain' };

/** Of findings that say the same, this many places are shown at once. */
const SHOWN_AT_ONCE = 3;

/** Findings as sentences, the gravest first: what is the case, each place that it is about, what can be done. */
export function FindingList({ findings }: { readonly findings: readonly Finding[] }) {
  return <ul className="findings">{inOrder(groupFindings(findings), item)}</ul>;
}

function item(group: FindingGroup) {
  const { code, severity } = group[0];
  const kind = findingText(code);
  const more = group.slice(SHOWN_AT_ONCE);
  return (
    <li className="finding">
      <p className="finding-head">
        <Badge tone={TONE[severity]}>{strings.terms.severity[severity]}</Badge>
        <code className="code-line">{code}</code>
        {group.length > 1 ? <span className="soft">{text.places(group.length)}</span> : null}
      </p>
      <p>{kind.sentence}</p>
      <Places of={group.slice(0, SHOWN_AT_ONCE)} />
      {more.length === 0 ? null : (
        <Disclosure summary={text.more(more.length)}>
          <Paged rows={more}>{(shown) => <Places of={shown} />}</Paged>
        </Disclosure>
      )}
      <p className="soft">{kind.wayOut}</p>
    </li>
  );
}

function Places({ of }: { readonly of: readonly Finding[] }) {
  return <div className="places">{inOrder(of, place)}</div>;
}

function place({ where, observed, expected }: Finding) {
  return (
    <dl className="particulars">
      {particular(text.where, where)}
      {particular(text.found, observed)}
      {particular(text.expected, expected)}
    </dl>
  );
}

function particular(name: string, value: string | undefined) {
  if (value === undefined || value === '') return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <Untrusted text={value} mono />
      </dd>
    </div>
  );
}
