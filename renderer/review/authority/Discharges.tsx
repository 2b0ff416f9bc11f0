import type { BlockerAuthorityView, DischargeView } from '../../../shared/contract/authority-views.ts';
import type { ExportView } from '../../../shared/contract/views.ts';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { escapeVisible } from '../../../shared/text/deceptive.ts';
import { strings } from '../../strings/index.ts';
import { Badge, type Tone } from '../../ui/Badge.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Paged } from '../../ui/Paged.tsx';
import { Say, Untrusted } from '../../ui/Untrusted.tsx';
import { ask } from '../hooks/bridge.ts';
import { useReview } from '../hooks/context.ts';
import { missingRoles } from '../hooks/session.ts';
import { useCeremony } from '../hooks/use-ceremony.ts';
import { useFolderWork } from '../hooks/use-folder-work.ts';
import { CeremonyState } from '../parts/CeremonyState.tsx';
import { LockItems } from '../parts/LockItems.tsx';
import { Silence } from '../parts/Silence.tsx';
import { DischargeForm } from './DischargeForm.tsx';
import { Revoke } from './Revoke.tsx';
import { SignedLine } from './SignedLine.tsx';

const text = strings.authority.discharges;

const TONE: Readonly<Record<DischargeView['state'], Tone>> = {
  'in-force': 'good',
  pending: 'amber',
  revoked: 'danger',
  'not-in-force': 'amber',
};

interface DischargesProps {
  readonly packet: Sha256;
  readonly blockers: readonly BlockerAuthorityView[];
  /** The bundles that have a tree hash of the packet. */
  readonly answering: ReadonlySet<Sha256>;
  readonly canSign: boolean;
}

/** Each blocker with its discharges, who has yet to sign them, and the way to discharge it. */
export function Discharges({ packet, blockers, answering, canSign }: DischargesProps) {
  return (
    <section className="authority" aria-labelledby="discharges-title">
      <h2 id="discharges-title">{text.title}</h2>
      <p className="soft">{blockers.length === 0 ? text.none : text.lead}</p>
      <Paged rows={blockers}>
        {(shown) => (
          <ul className="options" aria-labelledby="discharges-title">
            {shown.map((one) => (
              <BlockerDischarges
                key={one.standing.id}
                packet={packet}
                blocker={one}
                answering={answering}
                canSign={canSign}
              />
            ))}
          </ul>
        )}
      </Paged>
    </section>
  );
}

interface BlockerDischargesProps {
  readonly packet: Sha256;
  readonly blocker: BlockerAuthorityView;
  readonly answering: ReadonlySet<Sha256>;
  readonly canSign: boolean;
}

function BlockerDischarges({ packet, blocker, answering, canSign }: BlockerDischargesProps) {
  const { standing, discharges } = blocker;
  const { actors, separateAuthority, locks } = standing;
  const isClosed = standing.now === 'closed';
  // A second one beside it would leave two half-signed: the first is to be co-signed, or revoked.
  const isPending = discharges.some(({ state }) => state === 'pending');
  return (
    <li className="option">
      <div className="option-head">
        <h3>
          <Untrusted text={standing.id} mono />
        </h3>
        <Badge tone={isClosed ? 'good' : 'amber'}>{isClosed ? text.closed : text.open}</Badge>
      </div>
      <p className="soft">
        {text.actors(actors.map(({ role }) => role))}
        {separateAuthority ? `. ${text.separateAuthority}` : ''}
      </p>
      {discharges.length === 0 || isClosed ? null : <LockItems locks={locks} />}
      {discharges.map((one) => (
        <Discharge key={one.envelope} discharge={one} blocker={standing.id} canSign={canSign} />
      ))}
      {isClosed || isPending || !canSign ? null : (
        <DischargeForm packet={packet} blocker={standing} answering={answering} />
      )}
    </li>
  );
}

interface DischargeProps {
  readonly discharge: DischargeView;
  readonly blocker: string;
  readonly canSign: boolean;
}

function Discharge({ discharge, blocker, canSign }: DischargeProps) {
  const { envelope, leg, evidence, state, missing } = discharge;
  return (
    <div>
      <p>
        <Badge tone={TONE[state]}>{text.state[state]}</Badge> {leg === null ? text.whole : <Say it={text.leg(leg)} />}
      </p>
      <SignedLine of={discharge} />
      <p className="soft">
        <Say it={text.evidence(evidence.join(', '))} />
      </p>
      {missing.length === 0 ? null : <p>{text.missing(missing)}</p>}
      {state === 'pending' || state === 'in-force' ? <CarryAway envelope={envelope} blocker={blocker} /> : null}
      {state === 'pending' && canSign ? <Cosign discharge={discharge} /> : null}
      {state === 'revoked' ? null : <Revoke envelope={envelope} what={blocker} />}
    </div>
  );
}

const carryAwayText = strings.authority.carry;

/** Writes a discharge to a folder, for the actors whose keys are on another station. */
function CarryAway({ envelope, blocker }: { readonly envelope: Sha256; readonly blocker: string }) {
  const { station } = useReview();
  const { work, begin } = useFolderWork<ExportView>('destination');
  const mayCarry = missingRoles(station, 'authority/export') === null;
  const write = () => begin((destination) => ask('authority/export', { envelope, destination }));
  return (
    <>
      <div className="actions">
        <button
          type="button"
          aria-label={carryAwayText.away(escapeVisible(blocker))}
          disabled={!mayCarry || work.state === 'working'}
          onClick={write}
        >
          {carryAwayText.awayShort}
        </button>
      </div>
      {work.state === 'working' ? <Silence folder={work.folder} /> : null}
      {work.state === 'refused' ? <FailureNotice problem={work.problem} /> : null}
      {work.state === 'done' ? (
        <Notice tone="good">
          <Say it={carryAwayText.done(work.done.folder, work.done.medium)} />
        </Notice>
      ) : null}
    </>
  );
}

const cosignText = strings.authority.discharges;

/** One button for each person who can add a signature that is missing. */
function Cosign({ discharge }: { readonly discharge: DischargeView }) {
  const { station } = useReview();
  const { ceremony, follow } = useCeremony();
  const { envelope, cosigners } = discharge;
  const people = station.identities.filter((one) => cosigners.includes(one.id));
  return (
    <>
      {people.length > 0 ? null : <p className="soft">{cosignText.noCosigner}</p>}
      <div className="actions">
        {people.map((one) => (
          <button
            key={one.id}
            type="button"
            disabled={ceremony.state === 'open'}
            onClick={() => follow(ask('authority/cosign', { envelope, signer: one.id }))}
          >
            <Say it={cosignText.cosign(one.name)} />
          </button>
        ))}
      </div>
      <CeremonyState ceremony={ceremony} />
    </>
  );
}
