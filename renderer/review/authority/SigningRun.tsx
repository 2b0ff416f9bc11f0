import './signing-run.css';
import { type FormEvent, useState } from 'react';
import type { AuthorityView, DischargeView } from '../../../shared/contract/authority-views.ts';
import type { BlockerView } from '../../../shared/contract/blocker-view.ts';
import type { IdentityView, RunView } from '../../../shared/contract/views.ts';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { escapeVisible } from '../../../shared/text/deceptive.ts';
import { strings } from '../../strings/index.ts';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { ask } from '../hooks/bridge.ts';
import { useReview } from '../hooks/context.ts';
import { useCeremony } from '../hooks/use-ceremony.ts';
import { CeremonyState } from '../parts/CeremonyState.tsx';
import { IdentitySelect } from '../parts/IdentitySelect.tsx';
import { RunResult } from '../parts/RunResult.tsx';
import { ChooseBundles } from './DischargeForm.tsx';
import { ChooseHours, DEFAULT_HOURS } from './Grants.tsx';
import { ReasonField } from './ReasonField.tsx';

const text = strings.authority.run;

interface SigningRunProps {
  readonly packet: Sha256;
  readonly authority: AuthorityView;
  /** The bundles that have a tree hash of the packet. */
  readonly answering: ReadonlySet<Sha256>;
}

/** The evidence of each blocker that is ticked. */
type Ticked = ReadonlyMap<string, readonly Sha256[]>;

/** Several grants and discharges, ticked here and confirmed one by one in the signing window. */
export function SigningRun({ packet, authority, answering }: SigningRunProps) {
  const missing = authority.needed.filter(({ state }) => state !== 'in-force').map(({ action }) => action);
  const open = authority.blockers
    .filter(({ standing, discharges }) => standing.now !== 'closed' && discharges.every(isNotPending))
    .map(({ standing }) => standing);
  const isOffered = missing.length + open.length >= 2;
  const [wasOffered, setWasOffered] = useState(isOffered);
  if (isOffered && !wasOffered) setWasOffered(true);
  // Once there, it stays: it says what came of the last run.
  if (!wasOffered) return null;
  return (
    <Disclosure summary={text.title}>
      <RunForm packet={packet} authority={authority} missing={missing} open={open} answering={answering} />
    </Disclosure>
  );
}

interface RunFormProps extends SigningRunProps {
  readonly missing: readonly string[];
  readonly open: readonly BlockerView[];
}

function RunForm({ packet, authority, missing, open, answering }: RunFormProps) {
  const { station } = useReview();
  const [actions, setActions] = useState<ReadonlySet<string>>(new Set());
  const [ticked, setTicked] = useState<Ticked>(new Map());
  const [hours, setHours] = useState<number>(DEFAULT_HOURS);
  const [reason, setReason] = useState('');
  const [chosenSigner, setSigner] = useState<string | null>(null);
  const [chosenCosigner, setCosigner] = useState<string | null>(null);
  const { ceremony, follow } = useCeremony<RunView>(() => {
    setActions(new Set());
    setTicked(new Map());
    setReason('');
  });
  // What was signed meanwhile is no longer offered, and no longer ticked.
  const grants = missing.filter((action) => actions.has(action));
  const blockers = open.filter(({ id }) => ticked.has(id));
  const signers = station.identities.filter((one) => maySign(one, grants, blockers));
  const signer = signers.find(({ id }) => id === chosenSigner) ?? signers[0];
  const cosigners = station.identities.filter((one) => one.id !== signer?.id && mayCosign(one, blockers));
  const cosigner = cosigners.find(({ id }) => id === chosenCosigner) ?? null;
  const count = grants.length + blockers.length;
  const grantable = open.filter(
    (one) => signer !== undefined && isActor(signer.roles, one) && isGranted(one, authority),
  );
  const areAllTicked = grantable.every(({ id }) => ticked.has(id));
  const allTicked: Ticked = new Map(grantable.map(({ id }) => [id, ticked.get(id) ?? [...answering]]));
  const hasEvidence = blockers.every(({ id }) => (ticked.get(id) ?? []).length > 0);
  const canBegin =
    signer !== undefined && count > 0 && hasEvidence && reason.trim() !== '' && ceremony.state !== 'open';

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!canBegin) return;
    const why = reason.trim();
    follow(
      ask('authority/run', {
        packet,
        signer: signer.id,
        cosigner: cosigner?.id ?? null,
        grants: grants.map((action) => ({ action, reason: why, hours })),
        discharges: blockers.map(({ id }) => ({
          blocker: id,
          leg: null,
          bundles: [...(ticked.get(id) ?? [])],
          reason: why,
        })),
      }),
    );
  };
  const came = ceremony.state === 'done' ? <RunResult run={ceremony.done} /> : <CeremonyState ceremony={ceremony} />;
  if (missing.length + open.length === 0) {
    return (
      <div className="proposal">
        <p className="soft">{text.nothingLeft}</p>
        {came}
      </div>
    );
  }
  return (
    <form className="proposal" onSubmit={submit}>
      <p className="soft">{text.lead}</p>
      {missing.length === 0 ? null : (
        <fieldset className="run-choices">
          <legend>{text.grants}</legend>
          {missing.length < 2 ? null : (
            <label className="check">
              <input
                type="checkbox"
                checked={grants.length === missing.length}
                onChange={() => setActions(new Set(grants.length === missing.length ? [] : missing))}
              />
              {text.allOfThem}
            </label>
          )}
          {missing.map((action) => (
            <label key={action} className="check">
              <input
                type="checkbox"
                checked={actions.has(action)}
                onChange={() => setActions(toggled(actions, action))}
              />
              <Untrusted text={action} mono />
            </label>
          ))}
          <ChooseHours hours={hours} choose={setHours} />
        </fieldset>
      )}
      {open.length === 0 ? null : (
        <fieldset className="run-choices">
          <legend>{text.discharges}</legend>
          {grantable.length < 2 ? null : (
            <label className="check">
              <input
                type="checkbox"
                checked={areAllTicked}
                onChange={() => setTicked(areAllTicked ? new Map() : allTicked)}
              />
              {text.allOfThem}
            </label>
          )}
          {open.map((one) => (
            <BlockerChoice
              key={one.id}
              blocker={one}
              isGranted={isGranted(one, authority)}
              bundles={ticked.get(one.id) ?? null}
              answering={answering}
              change={(bundles) => setTicked(withBundles(ticked, one.id, bundles))}
            />
          ))}
        </fieldset>
      )}
      <ReasonField label={text.reason} reason={reason} change={setReason} />
      {count > 0 && signer === undefined ? <p className="soft">{text.nobody}</p> : null}
      <div className="actions">
        {signers.length < 2 ? null : (
          <IdentitySelect label={text.signer} identities={signers} chosen={signer} choose={setSigner} />
        )}
        {cosigners.length === 0 ? null : (
          <label className="field">
            <span>{text.cosigner}</span>
            <select value={cosigner?.id ?? ''} onChange={(event) => setCosigner(event.target.value)}>
              <option value="">{text.noCosigner}</option>
              {cosigners.map(({ id, name }) => (
                <option key={id} value={id}>
                  {escapeVisible(name)}
                </option>
              ))}
            </select>
          </label>
        )}
        <button type="submit" disabled={!canBegin}>
          {text.begin(count)}
        </button>
      </div>
      {came}
    </form>
  );
}

interface BlockerChoiceProps {
  readonly blocker: BlockerView;
  /** Whether its separate authority, where it asks for one, is in force. */
  readonly isGranted: boolean;
  /** `null`: not ticked. */
  readonly bundles: readonly Sha256[] | null;
  readonly answering: ReadonlySet<Sha256>;
  readonly change: (bundles: readonly Sha256[] | null) => void;
}

function BlockerChoice({ blocker, isGranted, bundles, answering, change }: BlockerChoiceProps) {
  return (
    <div className="run-choice">
      <label className="check">
        <input
          type="checkbox"
          disabled={!isGranted}
          checked={bundles !== null}
          onChange={() => change(bundles === null ? [...answering] : null)}
        />
        <Untrusted text={blocker.id} mono />
      </label>
      {isGranted ? null : <p className="soft">{text.grantFirst}</p>}
      {bundles === null ? null : <ChooseBundles chosen={bundles} change={change} answering={answering} />}
    </div>
  );
}

function maySign({ state, roles }: IdentityView, grants: readonly string[], blockers: readonly BlockerView[]): boolean {
  const isOwner = grants.length === 0 || roles.includes('owner');
  return state.kind === 'active' && isOwner && blockers.every((one) => isActor(roles, one));
}

/** Of those that more than one person signs. */
function mayCosign({ state, roles }: IdentityView, blockers: readonly BlockerView[]): boolean {
  return state.kind === 'active' && blockers.some((one) => one.actors.length > 1 && isActor(roles, one));
}

function isActor(roles: IdentityView['roles'], { actors }: BlockerView): boolean {
  return actors.some(({ role }) => roles.includes(role));
}

/** A second discharge beside one that waits for signatures would leave two half-signed. */
function isNotPending({ state }: DischargeView): boolean {
  return state !== 'pending';
}

function isGranted({ id, separateAuthority }: BlockerView, { needed }: AuthorityView): boolean {
  return !separateAuthority || needed.some((one) => one.blocker === id && one.state === 'in-force');
}

function toggled(all: ReadonlySet<string>, one: string): ReadonlySet<string> {
  return all.has(one) ? new Set([...all].filter((other) => other !== one)) : new Set([...all, one]);
}

function withBundles(ticked: Ticked, blocker: string, bundles: readonly Sha256[] | null): Ticked {
  const others = [...ticked].filter(([one]) => one !== blocker);
  return new Map(bundles === null ? others : [...others, [blocker, bundles] as const]);
}
