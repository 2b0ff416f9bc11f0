import { type ReactNode, useCallback } from 'react';
import type { IdentityView } from '../../../shared/contract/views.ts';
import { strings } from '../../strings/index.ts';
import { Badge } from '../../ui/Badge.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { searchPackets } from '../../workspace/lists.ts';
import type { PacketRow } from '../../workspace/rows.ts';
import { useLive } from '../../workspace/use-live.ts';
import { useReview } from '../hooks/context.ts';
import { activeOwners } from '../hooks/owners.ts';
import type { PacketPart } from '../hooks/route.ts';
import { useCreateOwner } from '../hooks/use-create-owner.ts';
import { usePractice } from '../hooks/use-practice.ts';
import { BackUpKey } from './BackUpKey.tsx';
import { isPracticeDone, PRACTICE_STEPS, type PracticeStep, useAnyExported } from './practice-steps.ts';

type StepName = 'owner' | 'import' | 'decide' | PracticeStep;

const { steps: text } = strings.inbox;
const WORDS: Readonly<Record<StepName, { readonly title: string; readonly body: string; readonly action: string }>> = {
  owner: text.owner,
  import: text.import,
  decide: text.decide,
  export: text.practice.export,
  open: text.practice.open,
  execute: text.practice.execute,
  leave: { ...text.practice.leave, action: strings.shell.practice.leave },
};

/** What a new station is for, step by step with the next one offered; gone once there is a decision, but for practice. */
export function FirstSteps({ choose }: { readonly choose: () => void }) {
  const { station, workspace, go } = useReview();
  const packets = useLive(useCallback(() => searchPackets(workspace, ''), [workspace]));
  const owner = useCreateOwner();
  const practice = usePractice();
  const anyExported = useAnyExported();
  if (station.journal.readOnly !== null || packets === undefined) return null;
  const isDecided = packets.some((one) => one.decided !== null);
  if (isDecided && !station.isPractice) return null;

  const [first] = activeOwners(station.identities);
  const names: readonly StepName[] = ['owner', 'import', 'decide', ...(station.isPractice ? PRACTICE_STEPS : [])];
  const isDone = (name: StepName): boolean => {
    if (name === 'owner') return first !== undefined;
    if (name === 'import') return packets.length > 0;
    return name === 'decide' ? isDecided : isPracticeDone(name, packets, anyExported);
  };
  const toPacket = (part: PacketPart) => () => {
    const [packet] = packets;
    if (packet !== undefined) go({ at: 'packet', packet: packet.sha256, part });
  };
  const act: Readonly<Record<StepName, () => void>> = {
    owner: owner.create,
    import: choose,
    decide: () => go({ at: 'packets' }),
    export: toPacket('glance'),
    open: toPacket('blockers'),
    execute: toPacket('glance'),
    leave: practice.leave,
  };
  const next = names.find((name) => !isDone(name));
  const isBusy = owner.isOpen || practice.isChanging;
  const words = station.isPractice ? text.practice : text;
  return (
    <section className="card steps" aria-labelledby="steps-title">
      <h2 id="steps-title">{words.title}</h2>
      <p className="soft">{words.lead}</p>
      <ol>
        {names.map((name) => (
          <Step key={name} name={name} state={isDone(name) ? 'done' : name === next ? 'next' : 'later'}>
            {name === next ? (
              <button type="button" className="button-primary" disabled={isBusy} onClick={act[name]}>
                {WORDS[name].action}
              </button>
            ) : null}
          </Step>
        ))}
      </ol>
      {owner.isOpen ? <Notice tone="accent">{strings.shell.otherWindow}</Notice> : null}
      {owner.failure === null ? null : <FailureNotice failure={owner.failure} />}
      {station.identities.length === 0 && !station.isPractice ? <Practise practice={practice} isBusy={isBusy} /> : null}
      {practice.failure === null ? null : <FailureNotice failure={practice.failure} />}
      <BackUp owner={first} packets={packets} />
    </section>
  );
}

interface StepProps {
  readonly name: StepName;
  readonly state: 'done' | 'next' | 'later';
  readonly children: ReactNode;
}

function Step({ name, state, children }: StepProps) {
  return (
    <li aria-current={state === 'next' ? 'step' : undefined}>
      <div>
        <h3>{WORDS[name].title}</h3>
        <p className="soft">{WORDS[name].body}</p>
      </div>
      {state === 'next' ? children : <Badge>{text[state]}</Badge>}
    </li>
  );
}

/** The other way to begin. */
function Practise({
  practice,
  isBusy,
}: {
  readonly practice: ReturnType<typeof usePractice>;
  readonly isBusy: boolean;
}) {
  return (
    <>
      <p className="soft">{text.practiseNote}</p>
      <div className="actions">
        <button type="button" disabled={isBusy} onClick={practice.begin}>
          {text.practise}
        </button>
      </div>
    </>
  );
}

interface BackUpProps {
  readonly owner: IdentityView | undefined;
  readonly packets: readonly PacketRow[];
}

/** Offered from the first key on until there is something to decide. */
function BackUp({ owner, packets }: BackUpProps) {
  if (owner?.custody !== 'station' || packets.length > 0) return null;
  return <BackUpKey identity={owner} />;
}
