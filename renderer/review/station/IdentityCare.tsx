import { useState } from 'react';
import { REASON_LIMIT } from '../../../shared/contract/limits.ts';
import type { IdentityView } from '../../../shared/contract/views.ts';
import { strings } from '../../strings/index.ts';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { useReview } from '../hooks/context.ts';
import { approvingOwners } from '../hooks/owners.ts';
import { CeremonyState } from '../parts/CeremonyState.tsx';
import { Silence } from '../parts/Silence.tsx';
import { useCare } from './use-care.ts';

const text = strings.station.care;

/** What can be done with an identity's key, and the end of the identity. */
export function IdentityCare({ identity }: { readonly identity: IdentityView }) {
  const { care, isOpen, changePassphrase, backUp, restore, end } = useCare(identity);
  const keepsKey = identity.custody === 'station' && identity.state.kind === 'active';
  return (
    <Disclosure summary={text.title}>
      {keepsKey ? (
        <div className="actions">
          <button type="button" disabled={isOpen} onClick={changePassphrase}>
            {text.changePassphrase}
          </button>
          <button type="button" disabled={isOpen} onClick={backUp}>
            {text.backUp}
          </button>
          <button type="button" disabled={isOpen} onClick={restore}>
            {text.restore}
          </button>
        </div>
      ) : null}
      {identity.state.kind === 'revoked' ? null : <End identity={identity} isOpen={isOpen} end={end} />}
      {care.state === 'writing' ? (
        <Silence folder={care.folder} />
      ) : (
        <CeremonyState ceremony={care} say={(sentence) => sentence} cancelled={text.cancelled} />
      )}
    </Disclosure>
  );
}

interface EndProps {
  readonly identity: IdentityView;
  readonly isOpen: boolean;
  readonly end: ReturnType<typeof useCare>['end'];
}

/** Retiring and revoking, each with its reason, approved by an owner: another one where there is another. */
function End({ identity, isOpen, end }: EndProps) {
  const owners = approvingOwners(useReview().station.identities);
  const [reason, setReason] = useState('');
  const approver = owners.find((one) => one.id !== identity.id) ?? owners[0];
  const cannot = isOpen || reason.trim() === '' || approver === undefined;
  const ask = (how: 'retire' | 'revoke') => () => {
    if (approver !== undefined) end(how, reason.trim(), approver.id);
  };
  return (
    <>
      <label className="field">
        <span>{text.reason}</span>
        <input
          type="text"
          maxLength={REASON_LIMIT}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      <p className="soft">{text.endRule}</p>
      <div className="actions">
        {identity.state.kind === 'active' ? (
          <button type="button" disabled={cannot} onClick={ask('retire')}>
            {text.retire}
          </button>
        ) : null}
        <button type="button" className="button-danger" disabled={cannot} onClick={ask('revoke')}>
          {text.revoke}
        </button>
      </div>
    </>
  );
}
