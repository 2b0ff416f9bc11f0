import { useState } from 'react';
import type { BlockerView } from '../../../shared/contract/blocker-view.ts';
import type { BundleSummary } from '../../../shared/contract/views.ts';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { verdictOfNamed } from '../../../shared/evidence/verdict.ts';
import { escapeVisible } from '../../../shared/text/deceptive.ts';
import { strings } from '../../strings/index.ts';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { Say, Untrusted } from '../../ui/Untrusted.tsx';
import { ask } from '../hooks/bridge.ts';
import { useReview } from '../hooks/context.ts';
import { useAnswer } from '../hooks/use-answer.ts';
import { Answered } from '../parts/Answered.tsx';
import { SignForm } from './SignForm.tsx';

const text = strings.authority.discharges;
const askBundles = () => ask('bundle/list', {});

interface DischargeFormProps {
  readonly packet: Sha256;
  readonly blocker: BlockerView;
  /** The bundles that have a tree hash of the packet, which vouches for them. */
  readonly answering: ReadonlySet<Sha256>;
}

/** What is closed, by which evidence, and why: the first actor signs it, the others add their signatures. */
export function DischargeForm({ packet, blocker, answering }: DischargeFormProps) {
  const { station } = useReview();
  const [leg, setLeg] = useState<string | null>(null);
  const openLegs = blocker.legs.filter(({ says }) => says === 'open').map((one) => one.leg);
  const [bundles, setBundles] = useState<readonly Sha256[]>([]);
  const signers = station.identities.filter(
    (one) =>
      one.state.kind === 'active' && one.roles.some((role) => blocker.actors.some((actor) => actor.role === role)),
  );
  if (signers.length === 0) return <p className="soft">{text.needsActor}</p>;
  return (
    <Disclosure summary={<Say it={text.discharge(blocker.id)} />}>
      <SignForm
        action={text.sign}
        signers={signers}
        isComplete={bundles.length > 0}
        ask={(by) => ask('authority/discharge', { packet, blocker: blocker.id, leg, bundles: [...bundles], ...by })}
      >
        {openLegs.length === 0 ? null : (
          <label className="field">
            <span>{text.scope}</span>
            <select
              value={leg ?? ''}
              onChange={(event) => setLeg(event.target.value === '' ? null : event.target.value)}
            >
              <option value="">{text.whole}</option>
              {openLegs.map((one) => (
                <option key={one} value={one}>
                  {escapeVisible(one)}
                </option>
              ))}
            </select>
          </label>
        )}
        <ChooseBundles chosen={bundles} change={setBundles} answering={answering} />
      </SignForm>
    </Disclosure>
  );
}

interface ChooseBundlesProps {
  readonly chosen: readonly Sha256[];
  readonly change: (chosen: readonly Sha256[]) => void;
  readonly answering: ReadonlySet<Sha256>;
}

/** The bundles of this station that are verified, for this packet at least, one checkbox each. */
function ChooseBundles({ chosen, change, answering }: ChooseBundlesProps) {
  const { go } = useReview();
  const [asked, renew] = useAnswer(askBundles);
  const box = (one: BundleSummary) => (
    <label key={one.id} className="check">
      <input
        type="checkbox"
        checked={chosen.includes(one.id)}
        onChange={() => change(chosen.includes(one.id) ? chosen.filter((id) => id !== one.id) : [...chosen, one.id])}
      />
      <Untrusted text={one.label} mono />
    </label>
  );
  return (
    <fieldset>
      <legend>{text.bundles}</legend>
      <Answered asked={asked} renew={renew}>
        {(bundles) => {
          const usable = bundles.filter(
            ({ id, verdict }) => (answering.has(id) ? verdictOfNamed(verdict) : verdict) === 'verified',
          );
          if (usable.length > 0) return usable.map(box);
          return (
            <p className="soft">
              {text.noBundles}{' '}
              <button type="button" className="button-link" onClick={() => go({ at: 'inbox' })}>
                {text.importIt}
              </button>
            </p>
          );
        }}
      </Answered>
    </fieldset>
  );
}
