import type { ReactNode } from 'react';
import { worstFirst } from '../../../shared/evidence/checks/counts.ts';
import type { CheckOutcome, CheckResult } from '../../../shared/evidence/types.ts';
import { strings } from '../../strings/index.ts';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { inOrder } from '../../ui/in-order.ts';
import { Mark, type State } from '../../ui/Mark.tsx';
import { Untrusted } from '../../ui/Untrusted.tsx';

const text = strings.evidence.checks;

const MARK: Readonly<Record<CheckOutcome, State>> = { pass: 'closed', fail: 'failed', unknown: 'unknown' };

interface ChecksProps {
  readonly checks: readonly CheckResult[];
  /** The way to what a check names, by its id. */
  readonly placesOf?: (id: string) => ReactNode;
}

/** What the console recomputed for each claim of a bundle: failed, unknown, passed; the result before the claim. */
export function Checks({ checks, placesOf = () => null }: ChecksProps) {
  if (checks.length === 0) return <p className="soft">{text.none}</p>;
  return <ul className="checks">{inOrder(worstFirst(checks), (check) => item(check, placesOf(check.id)))}</ul>;
}

function item(check: CheckResult, places: ReactNode) {
  const observed = Object.entries(check.observed);
  return (
    <li>
      <p>
        <Mark state={MARK[check.result]}>{strings.terms.check[check.result]}</Mark>{' '}
        <strong>
          <Untrusted text={check.reason} />
        </strong>
      </p>
      <p className="soft">
        {text.claim} <Untrusted text={check.title} /> ({strings.terms.checkType[check.type]})
      </p>
      {places}
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
