import { useState } from 'react';
import type { Problem } from '../../../shared/contract/channel.ts';
import type { IdentityView, Role } from '../../../shared/contract/views.ts';
import { strings } from '../../strings/index.ts';
import { Notice, ProblemNotice } from '../../ui/Notice.tsx';
import { Say } from '../../ui/Untrusted.tsx';
import { useCrash } from '../../ui/use-crash.ts';
import { ask } from '../bridge.ts';
import { useReview } from '../context.ts';
import { IdentitySelect } from '../IdentitySelect.tsx';
import { approvingOwners } from '../owners.ts';
import { RoleSelect } from './RoleSelect.tsx';

const text = strings.station.identities;

type Enrolment =
  | { readonly state: 'none' | 'open' | 'cancelled' }
  | { readonly state: 'enrolled'; readonly identity: IdentityView }
  | { readonly state: 'refused'; readonly problem: Problem };

/** Chooses a role and the approving owner; everything else is done in the signing window. */
export function EnrolIdentity() {
  const { station, renewStation } = useReview();
  const owners = approvingOwners(station.identities);
  const [role, setRole] = useState<Role>('operator');
  const [chosenApprover, setApprover] = useState<string | null>(null);
  const [enrolment, setEnrolment] = useState<Enrolment>({ state: 'none' });
  const crash = useCrash();
  const approver = owners.find((one) => one.id === chosenApprover) ?? owners[0];

  const enrol = () => {
    if (approver === undefined) return;
    setEnrolment({ state: 'open' });
    ask('identity/create', { role, approver: approver.id }).then((answer) => {
      setEnrolment(stateAfter(answer));
      renewStation();
    }, crash);
  };
  return (
    <section className="enrol" aria-labelledby="enrol-title">
      <h3 id="enrol-title">{text.enrol.title}</h3>
      <p className="soft">{text.enrol.lead}</p>
      <div className="actions">
        <RoleSelect role={role} change={setRole} />
        <IdentitySelect label={text.enrol.approver} identities={owners} chosen={approver} choose={setApprover} />
        <button type="button" disabled={approver === undefined || enrolment.state === 'open'} onClick={enrol}>
          {text.enrol.action}
        </button>
      </div>
      <EnrolmentState enrolment={enrolment} />
    </section>
  );
}

function stateAfter(answer: Awaited<ReturnType<typeof ask<'identity/create'>>>): Enrolment {
  if (!answer.ok) return { state: 'refused', problem: answer.error };
  return answer.value === null ? { state: 'cancelled' } : { state: 'enrolled', identity: answer.value };
}

function EnrolmentState({ enrolment }: { readonly enrolment: Enrolment }) {
  switch (enrolment.state) {
    case 'none':
      return null;
    case 'open':
      return <Notice tone="accent">{text.working}</Notice>;
    case 'cancelled':
      return <Notice>{text.enrol.cancelled}</Notice>;
    case 'enrolled':
      return (
        <Notice tone="good">
          <Say it={text.enrol.enrolled(enrolment.identity.name)} />
        </Notice>
      );
    case 'refused':
      return <ProblemNotice problem={enrolment.problem} />;
  }
}
