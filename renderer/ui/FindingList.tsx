import { type Finding, findingKinds } from '../../shared/finding/index.ts';
import type { FindingKind, Severity } from '../../shared/finding/kind.ts';
import { strings } from '../strings/index.ts';
import { Badge, type Tone } from './Badge.tsx';
import { inOrder } from './in-order.ts';
import { Untrusted } from './Untrusted.tsx';

const TONE: Readonly<Record<Severity, Tone>> = { error: 'danger', warning: 'amber', info: 'plain' };
const ORDER: readonly Severity[] = ['error', 'warning', 'info'];

/** Findings as sentences, the gravest first: what is the case, the particulars, what can be done. */
export function FindingList({ findings }: { readonly findings: readonly Finding[] }) {
  const sorted = ORDER.flatMap((severity) => findings.filter((one) => one.severity === severity));
  return <ul className="findings">{inOrder(sorted, item)}</ul>;
}

function item(one: Finding) {
  const kind: FindingKind = findingKinds[one.code];
  const { found, expected } = strings.evidence.findings;
  return (
    <li className="finding">
      <p className="finding-head">
        <Badge tone={TONE[one.severity]}>{strings.terms.severity[one.severity]}</Badge>
        <code className="code-line">{one.code}</code>
      </p>
      <p>{kind.sentence}</p>
      <dl className="particulars">
        {particular(strings.evidence.findings.where, one.where)}
        {particular(found, one.observed)}
        {particular(expected, one.expected)}
      </dl>
      <p className="soft">{kind.wayOut}</p>
    </li>
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
