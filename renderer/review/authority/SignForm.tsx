import { type FormEvent, type ReactNode, useState } from 'react';
import type { IdentityView } from '../../../shared/contract/views.ts';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import type { Failure } from '../../../shared/failure/failure.ts';
import type { Result } from '../../../shared/result.ts';
import { strings } from '../../strings/index.ts';
import { useCeremony } from '../hooks/use-ceremony.ts';
import { CeremonyState } from '../parts/CeremonyState.tsx';
import { IdentitySelect } from '../parts/IdentitySelect.tsx';
import { ReasonField } from './ReasonField.tsx';

const text = strings.authority;

interface SignFormProps {
  /** What the button says. */
  readonly action: string;
  /** Who may sign it; one at least. */
  readonly signers: readonly IdentityView[];
  /** Whether what `children` ask for has been given. */
  readonly isComplete?: boolean;
  readonly children?: ReactNode;
  readonly ask: (by: { readonly signer: Sha256; readonly reason: string }) => Promise<Result<Sha256 | null, Failure>>;
}

/** A reason, a signer, and the way to the signing window: what every grant, discharge and revocation owes. */
export function SignForm({ action, signers, isComplete = true, children, ask }: SignFormProps) {
  const [reason, setReason] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const { ceremony, follow } = useCeremony();
  const signer = signers.find((one) => one.id === chosen) ?? signers[0];
  const canSign = signer !== undefined && isComplete && reason.trim() !== '' && ceremony.state !== 'open';

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (canSign) follow(ask({ signer: signer.id, reason: reason.trim() }));
  };
  return (
    <form className="proposal" onSubmit={submit}>
      {children}
      <ReasonField label={text.reason} reason={reason} change={setReason} />
      <div className="actions">
        {signers.length < 2 ? null : (
          <IdentitySelect label={text.signer} identities={signers} chosen={signer} choose={setChosen} />
        )}
        <button type="submit" disabled={!canSign}>
          {action}
        </button>
      </div>
      <CeremonyState ceremony={ceremony} />
    </form>
  );
}
