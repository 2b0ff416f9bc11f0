import './authority.css';
import { useLayoutEffect, useRef, useState } from 'react';
import type { GrantView, NeededGrantView } from '../../../shared/contract/authority-views.ts';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { strings, utc } from '../../strings/index.ts';
import { Badge, type Tone } from '../../ui/Badge.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { Mark, type State } from '../../ui/Mark.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Paged } from '../../ui/Paged.tsx';
import { Say, Untrusted } from '../../ui/Untrusted.tsx';
import { ask } from '../hooks/bridge.ts';
import { useReview } from '../hooks/context.ts';
import { activeOwners } from '../hooks/owners.ts';
import { Revoke } from './Revoke.tsx';
import { SignedLine } from './SignedLine.tsx';
import { SignForm } from './SignForm.tsx';

const text = strings.authority.grants;

const HOURS = [1, 4, 24, 72, 168, 720] as const;
export const DEFAULT_HOURS = 24;

const TONE: Readonly<Record<GrantView['state'], Tone>> = {
  'in-force': 'good',
  'not-yet-valid': 'amber',
  expired: 'amber',
  consumed: 'plain',
  revoked: 'danger',
  'other-revision': 'amber',
};

const NEEDED_MARK: Readonly<Record<NeededGrantView['state'], State>> = {
  'in-force': 'closed',
  'used-up': 'closed',
  missing: 'open',
};

/** Granted for the discharge of one blocker, and counted apart from the grants that the packet names. */
function isSeparate({ blocker }: NeededGrantView): boolean {
  return blocker !== null;
}

function countByState(needed: readonly NeededGrantView[]) {
  const count = (state: NeededGrantView['state']) => needed.filter((one) => one.state === state).length;
  return { all: needed.length, inForce: count('in-force'), usedUp: count('used-up') };
}

interface GrantsProps {
  readonly packet: Sha256;
  readonly needed: readonly NeededGrantView[];
  readonly canSign: boolean;
  /** The action that is to be seen. */
  readonly show: string | null;
}

/** Each action that needs a grant, with those that were given, and the way to give one. */
export function Grants({ packet, needed, canSign, show }: GrantsProps) {
  const owners = activeOwners(useReview().station.identities);
  const [separate, named] = [needed.filter(isSeparate), needed.filter((one) => !isSeparate(one))];
  return (
    <section className="authority" aria-labelledby="grants-title">
      <div className="card-head">
        <h2 id="grants-title">{text.title}</h2>
        <span className="soft number">
          {text.count(countByState(named))}
          {separate.length === 0 ? null : <> · {text.separateCount(countByState(separate))}</>}
        </span>
      </div>
      <p className="soft">{needed.length === 0 ? text.none : text.lead}</p>
      {owners.length > 0 ? null : <Notice>{text.needsOwner}</Notice>}
      <Paged rows={needed}>
        {(shown) => (
          <ul className="grant-list" aria-labelledby="grants-title">
            {shown.map((one) => (
              <NeededGrant
                key={one.action}
                packet={packet}
                needed={one}
                canSign={canSign && owners.length > 0}
                isShown={one.action === show}
              />
            ))}
          </ul>
        )}
      </Paged>
    </section>
  );
}

interface NeededGrantProps {
  readonly packet: Sha256;
  readonly needed: NeededGrantView;
  readonly canSign: boolean;
  readonly isShown: boolean;
}

function NeededGrant({ packet, needed, canSign, isShown }: NeededGrantProps) {
  const { action, blocker, state, grants } = needed;
  const row = useRef<HTMLLIElement>(null);
  useLayoutEffect(() => {
    if (!isShown) return;
    row.current?.scrollIntoView({ block: 'nearest' });
    row.current?.focus({ preventScroll: true });
  }, [isShown]);
  return (
    <li className="grant-row" ref={row} tabIndex={-1}>
      <div className="grant-head">
        <h3>
          <Untrusted text={action} mono />
        </h3>
        <Mark state={NEEDED_MARK[state]} plain={state === 'used-up'}>
          {text.needed[state]}
        </Mark>
      </div>
      {blocker === null ? null : (
        <p className="soft">
          <Say it={text.separateFor(blocker)} />
        </p>
      )}
      {grants.map((one) => (
        <Grant key={one.envelope} grant={one} action={action} />
      ))}
      {state === 'in-force' || !canSign ? null : <GiveGrant packet={packet} action={action} />}
    </li>
  );
}

function Grant({ grant, action }: { readonly grant: GrantView; readonly action: string }) {
  const { envelope, state, expires } = grant;
  return (
    <div>
      <p>
        {state === 'in-force' ? null : <Badge tone={TONE[state]}>{text.state[state]}</Badge>}{' '}
        <span className="soft tabular">{text.until(utc(expires))}</span>
      </p>
      <SignedLine of={grant} />
      {state === 'in-force' || state === 'not-yet-valid' ? <Revoke envelope={envelope} what={action} /> : null}
    </div>
  );
}

function GiveGrant({ packet, action }: { readonly packet: Sha256; readonly action: string }) {
  const owners = activeOwners(useReview().station.identities);
  const [hours, setHours] = useState<number>(DEFAULT_HOURS);
  return (
    <Disclosure summary={<Say it={text.give(action)} />}>
      <SignForm
        action={text.sign}
        signers={owners}
        ask={(by) => ask('authority/grant', { packet, action, hours, ...by })}
      >
        <ChooseHours hours={hours} choose={setHours} />
      </SignForm>
    </Disclosure>
  );
}

interface ChooseHoursProps {
  readonly hours: number;
  readonly choose: (hours: number) => void;
}

/** How long a grant may be used. */
export function ChooseHours({ hours, choose }: ChooseHoursProps) {
  return (
    <label className="field">
      <span>{text.hours}</span>
      <select value={hours} onChange={(event) => choose(Number(event.target.value))}>
        {HOURS.map((one) => (
          <option key={one} value={one}>
            {text.choice(one)}
          </option>
        ))}
      </select>
    </label>
  );
}
