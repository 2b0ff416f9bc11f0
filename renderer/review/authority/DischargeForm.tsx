import { useState } from 'react';
import type { BlockerView } from '../../../shared/contract/blocker-view.ts';
import type { BundleSummary } from '../../../shared/contract/views.ts';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { type BundleVerdict, verdictOfNamed } from '../../../shared/evidence/verdict.ts';
import { escapeVisible } from '../../../shared/text/deceptive.ts';
import { strings } from '../../strings/index.ts';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { inOrder } from '../../ui/in-order.ts';
import { Say, Untrusted } from '../../ui/Untrusted.tsx';
import { ask } from '../hooks/bridge.ts';
import { useReview } from '../hooks/context.ts';
import { useAnswer } from '../hooks/use-answer.ts';
import { Answered } from '../parts/Answered.tsx';
import { Verdict } from '../parts/Verdict.tsx';
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

/** Every bundle of this station with its verdict, the usable ones first; one that proves nothing says why and is disabled. */
export function ChooseBundles({ chosen, change, answering }: ChooseBundlesProps) {
  const { go } = useReview();
  const [asked, renew] = useAnswer(askBundles);
  const toggle = (id: Sha256) => change(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
  return (
    <fieldset>
      <legend>{text.bundles}</legend>
      <Answered asked={asked} renew={renew}>
        {(bundles) => {
          const offered = bundles.map((bundle) => ({ bundle, verdict: verdictHere(bundle, answering) }));
          const usable = offered.filter(({ verdict }) => verdict === 'verified');
          const others = offered.filter(({ verdict }) => verdict !== 'verified');
          const boxes = inOrder([...usable, ...others], (one) => (
            <BundleChoice offered={one} isChosen={chosen.includes(one.bundle.id)} toggle={toggle} />
          ));
          if (usable.length > 0) return boxes;
          return (
            <>
              {boxes}
              <p className="soft">
                {text.noBundles}{' '}
                <button type="button" className="button-link" onClick={() => go({ at: 'inbox' })}>
                  {text.importIt}
                </button>
              </p>
            </>
          );
        }}
      </Answered>
    </fieldset>
  );
}

interface OfferedBundle {
  readonly bundle: BundleSummary;
  /** For this packet: a tree hash that it names vouches for a bundle that claims nothing. */
  readonly verdict: BundleVerdict;
}

function verdictHere({ id, verdict }: BundleSummary, answering: ReadonlySet<Sha256>): BundleVerdict {
  return answering.has(id) ? verdictOfNamed(verdict) : verdict;
}

interface BundleChoiceProps {
  readonly offered: OfferedBundle;
  readonly isChosen: boolean;
  readonly toggle: (id: Sha256) => void;
}

function BundleChoice({ offered: { bundle, verdict }, isChosen, toggle }: BundleChoiceProps) {
  const isUsable = verdict === 'verified';
  return (
    <div className="bundle-choice">
      <label className="check">
        <input type="checkbox" disabled={!isUsable} checked={isChosen} onChange={() => toggle(bundle.id)} />
        <Untrusted text={bundle.label} mono />
      </label>
      <span className="bundle-verdict">
        <Verdict verdict={verdict} checks={bundle.checks} errors={bundle.errors} />
        {isUsable ? null : <span className="soft">{text.unusable[verdict]}</span>}
      </span>
    </div>
  );
}
