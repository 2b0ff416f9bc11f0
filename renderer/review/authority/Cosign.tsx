import type { DischargeView } from '../../../shared/contract/authority-views.ts';
import { strings } from '../../strings/index.ts';
import { Say } from '../../ui/Untrusted.tsx';
import { ask } from '../hooks/bridge.ts';
import { useReview } from '../hooks/context.ts';
import { useCeremony } from '../hooks/use-ceremony.ts';
import { CeremonyState } from '../parts/CeremonyState.tsx';

const text = strings.authority.discharges;

/** One button for each person who can add a signature that is missing. */
export function Cosign({ discharge }: { readonly discharge: DischargeView }) {
  const { station } = useReview();
  const { ceremony, follow } = useCeremony();
  const { envelope, cosigners } = discharge;
  const people = station.identities.filter((one) => cosigners.includes(one.id));
  return (
    <>
      {people.length > 0 ? null : <p className="soft">{text.noCosigner}</p>}
      <div className="actions">
        {people.map((one) => (
          <button
            key={one.id}
            type="button"
            disabled={ceremony.state === 'open'}
            onClick={() => follow(ask('authority/cosign', { envelope, signer: one.id }))}
          >
            <Say it={text.cosign(one.name)} />
          </button>
        ))}
      </div>
      <CeremonyState ceremony={ceremony} />
    </>
  );
}
