import './decide.css';
import { memo, useState } from 'react';
import type { DecisionView, PacketView, SignedDecisionView } from '../../../shared/contract/views.ts';
import { strings } from '../../strings/index.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Say } from '../../ui/Untrusted.tsx';
import { ask } from '../hooks/bridge.ts';
import { useReview } from '../hooks/context.ts';
import { activeOwners } from '../hooks/owners.ts';
import { useCeremony } from '../hooks/use-ceremony.ts';
import { useCreateOwner } from '../hooks/use-create-owner.ts';
import { CeremonyState } from '../parts/CeremonyState.tsx';
import { IdentitySelect } from '../parts/IdentitySelect.tsx';
import { Decided } from './Decided.tsx';
import { Decisions } from './Decisions.tsx';
import { OtherOptions } from './OtherOptions.tsx';
import { acknowledgedOf } from './owed.ts';
import { useDraft } from './use-draft.ts';

const text = strings.decide;

interface DecidePanelProps {
  readonly view: PacketView;
  readonly renew: () => void;
}

/** The decision, always beside the packet: the default one action away, every other option with what it owes. */
export const DecidePanel = memo(function DecidePanel({ view, renew }: DecidePanelProps) {
  const { station } = useReview();
  const { sha256: packet } = view.summary;
  const owners = activeOwners(station.identities);
  const [chosenSigner, setSigner] = useState<string | null>(null);
  const signer = owners.find((one) => one.id === chosenSigner) ?? owners[0];
  const draft = useDraft(packet);
  const { ceremony, follow } = useCeremony<SignedDecisionView>(() => {
    draft.clear();
    renew();
  });
  const [wantsNew, setWantsNew] = useState(false);
  const isCurrent = view.supersededBy === null;
  const canSign = isCurrent && signer !== undefined && station.journal.readOnly === null && ceremony.state !== 'open';
  const isLinkUp = !strings.shell.airgap.isCalm(station.airgap);
  const signed = ceremony.state === 'done' ? ceremony.done : null;
  // The number of what was signed a moment ago is not here yet: until it is, nothing else is offered to be signed.
  const isBeingListed = signed !== null && view.decisions.every(({ envelope }) => envelope !== signed.envelope);
  const decided = view.decisions.find(({ state }) => state === 'in-force') ?? null;
  const offers = isBeingListed ? NOTHING : decided === null || wantsNew ? EVERYTHING : whileDecided(decided, view);

  const propose = (option: string, reason: string, acknowledged: readonly string[]) => {
    if (signer === undefined) return;
    setWantsNew(false);
    follow(ask('decision/propose', { packet, option, signer: signer.id, reason, acknowledged: [...acknowledged] }));
  };
  return (
    <aside className="decide" aria-label={text.title}>
      <div className="decide-head">
        <h2>{text.title}</h2>
        {isBeingListed || decided === null ? null : (
          <Decided decision={decided} justSigned={signed?.envelope ?? null} renew={renew} />
        )}
        {offers.safe ? (
          <DefaultOption
            view={view}
            canSign={canSign}
            isLinkUp={isLinkUp}
            isNext={decided === null}
            sign={(option) => propose(option, '', [])}
          />
        ) : null}
        {isBeingListed || decided === null ? null : (
          <button
            type="button"
            className="button-wide"
            aria-expanded={wantsNew}
            disabled={!canSign}
            onClick={() => setWantsNew(!wantsNew)}
          >
            {text.decided.signNew}
          </button>
        )}
      </div>
      {view.supersededBy === null ? null : <Superseded by={view.supersededBy} />}
      <WhatIsMissing hasOwner={signer !== undefined} />
      {signed === null ? (
        <CeremonyState ceremony={ceremony} />
      ) : isBeingListed ? (
        <p role="status">
          <Say it={text.decided.beingListed(signed.option)} />
        </p>
      ) : null}
      {view.decisions.length === 0 ? null : <Decisions decisions={view.decisions} decided={decided} renew={renew} />}
      {owners.length < 2 ? null : (
        <IdentitySelect label={text.signer} identities={owners} chosen={signer} choose={setSigner} />
      )}
      {draft.draft === null || !isCurrent || !offers.others ? null : (
        <OtherOptions
          view={view}
          draft={draft.draft}
          isKept={draft.isKept}
          canSign={canSign}
          isLinkUp={isLinkUp}
          change={draft.change}
          clear={draft.clear}
          sign={(option, from) => propose(option.option, from.reason, acknowledgedOf(option, from))}
        />
      )}
    </aside>
  );
});

/** What is offered to be signed. */
interface Offers {
  readonly safe: boolean;
  readonly others: boolean;
}

const NOTHING: Offers = { safe: false, others: false };
const EVERYTHING: Offers = { safe: true, others: true };

/** The way back to the default stays one press away; to sign what is decided already, or another option, takes a press more. */
function whileDecided({ option }: DecisionView, { options }: PacketView): Offers {
  return { safe: options.some((one) => one.isDefault && one.option !== option), others: false };
}

/** A later revision is here: nothing is decided on this one any more. */
function Superseded({ by: { sha256, revision } }: { readonly by: NonNullable<PacketView['supersededBy']> }) {
  const { go } = useReview();
  return (
    <Notice
      tone="danger"
      actions={
        <button type="button" onClick={() => go({ at: 'packet', packet: sha256, part: 'glance' })}>
          {text.openLater}
        </button>
      }
    >
      <Say it={text.superseded(revision)} />
    </Notice>
  );
}

/** What keeps this station from signing, with the way out of each. */
function WhatIsMissing({ hasOwner }: { readonly hasOwner: boolean }) {
  const { station } = useReview();
  const owner = useCreateOwner();
  const isCalm = strings.shell.airgap.isCalm(station.airgap);
  return (
    <>
      {station.journal.readOnly === null ? null : <Notice tone="danger">{text.readOnly}</Notice>}
      {isCalm ? null : <p className="soft">{text.linkUp}</p>}
      {hasOwner ? null : (
        <Notice
          tone="accent"
          actions={
            <button type="button" className="button-primary" disabled={owner.isOpen} onClick={owner.create}>
              {text.createOwner}
            </button>
          }
        >
          {text.needsOwner}
        </Notice>
      )}
      {owner.failure === null ? null : <FailureNotice failure={owner.failure} />}
    </>
  );
}

interface DefaultOptionProps {
  readonly view: PacketView;
  readonly canSign: boolean;
  readonly isLinkUp: boolean;
  /** Whether it is what is to be done here first. */
  readonly isNext: boolean;
  readonly sign: (option: string) => void;
}

/** The safe way out: one press from wherever the reader is. */
function DefaultOption({ view, canSign, isLinkUp, isNext, sign }: DefaultOptionProps) {
  const availability = view.options.find((one) => one.isDefault && one.available);
  if (availability === undefined) return <Notice tone="danger">{text.noDefault}</Notice>;
  const option = view.reading.packet.options.find((one) => one.id === availability.option);
  return (
    <section>
      {option === undefined ? null : (
        <p className="soft">
          <Say it={text.defaultIs(option.text)} />
        </p>
      )}
      <button
        type="button"
        className={isNext && !isLinkUp ? 'button-primary button-hold button-wide' : 'button-wide'}
        disabled={!canSign}
        onClick={() => sign(availability.option)}
      >
        <Say it={(isLinkUp ? text.signDespiteLink : text.sign)(availability.option)} />
      </button>
    </section>
  );
}
