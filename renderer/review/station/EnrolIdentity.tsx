import { useState } from 'react';
import type { IdentityView, Role } from '../../../shared/contract/views.ts';
import { strings } from '../../strings/index.ts';
import { ask } from '../hooks/bridge.ts';
import { useReview } from '../hooks/context.ts';
import { approvingOwners } from '../hooks/owners.ts';
import { useCeremony } from '../hooks/use-ceremony.ts';
import { CeremonyState } from '../parts/CeremonyState.tsx';
import { IdentitySelect } from '../parts/IdentitySelect.tsx';
import { RoleSelect } from './RoleSelect.tsx';

const text = strings.station.identities;

/** Chooses a role and the approving owner; everything else is done in the signing window. */
export function EnrolIdentity() {
  const { station, renewStation } = useReview();
  const owners = approvingOwners(station.identities);
  const [role, setRole] = useState<Role>('operator');
  const [chosenApprover, setApprover] = useState<string | null>(null);
  const { ceremony, follow } = useCeremony<IdentityView>();
  const approver = owners.find((one) => one.id === chosenApprover) ?? owners[0];

  const enrol = () => {
    if (approver !== undefined) follow(ask('identity/create', { role, approver: approver.id }).finally(renewStation));
  };
  return (
    <section className="enrol" aria-labelledby="enrol-title">
      <h3 id="enrol-title">{text.enrol.title}</h3>
      <p className="soft">{text.enrol.lead}</p>
      <div className="actions">
        <RoleSelect role={role} change={setRole} />
        <IdentitySelect label={text.enrol.approver} identities={owners} chosen={approver} choose={setApprover} />
        <button type="button" disabled={approver === undefined || ceremony.state === 'open'} onClick={enrol}>
          {text.enrol.action}
        </button>
      </div>
      <CeremonyState
        ceremony={ceremony}
        say={({ name }) => text.enrol.enrolled(name)}
        cancelled={text.enrol.cancelled}
      />
    </section>
  );
}
