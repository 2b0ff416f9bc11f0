import type { CheckOutcome, CheckResult } from '../../../shared/evidence/types.ts';
import { strings } from '../../strings/index.ts';
import { Badge, type Tone } from '../../ui/Badge.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { inOrder } from '../../ui/in-order.ts';
import { Untrusted } from '../../ui/Untrusted.tsx';

const text = strings.evidence.checks;

const TONE: Readonly<Record<CheckOutcome, Tone>> = { pass: 'good', fail: 'danger', unknown: 'amber' };

/** What the console recomputed for each claim of a bundle, with what it observed. */
export function Checks({ checks }: { readonly checks: readonly CheckResult[] }) {
  if (checks.length === 0) return <p className="soft">{text.none}</p>;
  return <ul className="checks">{inOrder(checks, item)}</ul>;
}

function item(check: CheckResult) {
  const observed = Object.entries(check.observed);
  return (
    <li>
      <p>
        <Badge tone={TONE[check.result]}>{strings.terms.check[check.result]}</Badge>{' '}
        <strong>
          <Untrusted text={check.title} />
        </strong>{' '}
        <span className="soft">{strings.terms.checkType[check.type]}</span>
      </p>
      <p>
        <Untrusted text={check.reason} />
      </p>
      {observed.length === 0 ? null : (
        <Disclosure summary={text.observed}>
          <dl className="particulars">{inOrder(observed, observation)}</dl>
        </Disclosure>
      )}
    </li>
  );
}

function observation([name, value]: readonly [string, string]) {
  return (
    <div>
      <dt>
        <Untrusted text={name} />
      </dt>
      <dd>
        <Untrusted text={value} mono />
      </dd>
    </div>
  );
}
