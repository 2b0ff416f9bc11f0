import type { DischargeView } from '../../../shared/contract/authority-views.ts';
import type { ExportView } from '../../../shared/contract/views.ts';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { escapeVisible } from '../../../shared/text/deceptive.ts';
import { strings } from '../../strings/index.ts';
import { inOrder } from '../../ui/in-order.ts';
import { Mark, type State } from '../../ui/Mark.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Say, Untrusted } from '../../ui/Untrusted.tsx';
import { ask } from '../hooks/bridge.ts';
import { useReview } from '../hooks/context.ts';
import { missingRoles } from '../hooks/session.ts';
import { useCeremony } from '../hooks/use-ceremony.ts';
import { useFolderWork } from '../hooks/use-folder-work.ts';
import { CeremonyState } from '../parts/CeremonyState.tsx';
import { Silence } from '../parts/Silence.tsx';
import { Revoke } from './Revoke.tsx';
import { SignedLine } from './SignedLine.tsx';

const text = strings.authority.discharges;

const MARK: Readonly<Record<DischargeView['state'], State>> = {
  'in-force': 'closed',
  pending: 'partial',
  revoked: 'failed',
  'not-in-force': 'unknown',
};

interface DischargeProps {
  readonly discharge: DischargeView;
  readonly blocker: string;
  readonly canSign: boolean;
}

/** One discharge: who signed it, on what it rests, who is still to sign, and what can be done with it. */
export function Discharge({ discharge, blocker, canSign }: DischargeProps) {
  const { envelope, leg, evidence, state, missing } = discharge;
  return (
    <div className="discharge">
      <p>
        <Mark state={MARK[state]}>{text.state[state]}</Mark> {leg === null ? text.whole : <Say it={text.leg(leg)} />}
      </p>
      <SignedLine of={discharge} />
      <ul className="evidence-marks" aria-label={text.restsOn}>
        {inOrder(evidence, ({ label, isFit }) => (
          <li>
            <Mark state={isFit ? 'closed' : 'failed'}>
              <Untrusted text={label} /> {isFit ? null : text.unfit}
            </Mark>
          </li>
        ))}
      </ul>
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
      {work.state === 'refused' ? <FailureNotice failure={work.failure} /> : null}
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
