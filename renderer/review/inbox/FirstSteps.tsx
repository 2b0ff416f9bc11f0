import { useCallback } from 'react';
import { strings } from '../../strings/index.ts';
import { Badge } from '../../ui/Badge.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { searchPackets } from '../../workspace/lists.ts';
import { useLive } from '../../workspace/use-live.ts';
import { useReview } from '../hooks/context.ts';
import { activeOwners } from '../hooks/owners.ts';
import { useCreateOwner } from '../hooks/use-create-owner.ts';

type StepName = 'owner' | 'import' | 'decide';

/** What a new station is for, in three steps with the next one offered; gone once there is a decision. */
export function FirstSteps({ choose }: { readonly choose: () => void }) {
  const { station, workspace, go } = useReview();
  const packets = useLive(useCallback(() => searchPackets(workspace, ''), [workspace]));
  const owner = useCreateOwner();
  if (station.journal.readOnly !== null || packets === undefined || packets.some((one) => one.decided !== null))
    return null;

  const hasOwner = activeOwners(station.identities).length > 0;
  const next = nextStep(hasOwner, packets.length > 0);
  const act: Readonly<Record<StepName, () => void>> = {
    owner: owner.create,
    import: choose,
    decide: () => go({ at: 'packets' }),
  };
  const isDone: Readonly<Record<StepName, boolean>> = { owner: hasOwner, import: packets.length > 0, decide: false };
  const { steps } = strings.inbox;
  const names: readonly StepName[] = ['owner', 'import', 'decide'];
  return (
    <section className="card steps" aria-labelledby="steps-title">
      <h2 id="steps-title">{steps.title}</h2>
      <p className="soft">{steps.lead}</p>
      <ol>
        {names.map((name) => (
          <li key={name} aria-current={name === next ? 'step' : undefined}>
            <div>
              <h3>{steps[name].title}</h3>
              <p className="soft">{steps[name].body}</p>
            </div>
            {isDone[name] ? (
              <Badge>{steps.done}</Badge>
            ) : name === next ? (
              <button type="button" className="button-primary" disabled={owner.isOpen} onClick={act[name]}>
                {steps[name].action}
              </button>
            ) : (
              <Badge>{steps.later}</Badge>
            )}
          </li>
        ))}
      </ol>
      {owner.isOpen ? <Notice tone="accent">{strings.shell.otherWindow}</Notice> : null}
      {owner.failure === null ? null : <FailureNotice failure={owner.failure} />}
    </section>
  );
}

function nextStep(hasOwner: boolean, hasPacket: boolean): StepName {
  if (!hasOwner) return 'owner';
  return hasPacket ? 'decide' : 'import';
}
