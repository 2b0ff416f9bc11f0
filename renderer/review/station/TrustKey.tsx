import { useState } from 'react';
import type { FoundKeyView, IdentityView, Role } from '../../../shared/contract/views.ts';
import { escapeVisible } from '../../../shared/text/deceptive.ts';
import { strings } from '../../strings/index.ts';
import { useCrash } from '../../ui/use-crash.ts';
import { ask } from '../hooks/bridge.ts';
import { useReview } from '../hooks/context.ts';
import { approvingOwners } from '../hooks/owners.ts';
import { type Ceremony, stateAfter } from '../hooks/use-ceremony.ts';
import { CeremonyState } from '../parts/CeremonyState.tsx';
import { RoleSelect } from './RoleSelect.tsx';

const text = strings.station.trust;

/** Someone else's public key, from a file in a folder: chosen here, confirmed by its words in the signing window. */
export function TrustKey() {
  const { station, renewStation } = useReview();
  const [approver] = approvingOwners(station.identities);
  const [found, setFound] = useState<readonly FoundKeyView[] | null>(null);
  const [outcome, setOutcome] = useState<Ceremony<IdentityView>>({ state: 'none' });
  const crash = useCrash();
  if (approver === undefined) return null;

  const look = async () => {
    const picked = await ask('media/pick', { purpose: 'source' });
    if (!picked.ok) return setOutcome({ state: 'refused', failure: picked.error });
    if (picked.value === null) return;
    const keys = await ask('identity/scan-keys', { folder: picked.value.handle });
    if (!keys.ok) return setOutcome({ state: 'refused', failure: keys.error });
    setOutcome({ state: 'none' });
    setFound(keys.value);
  };
  const trust = async (key: FoundKeyView, name: string, role: Role) => {
    setOutcome({ state: 'open' });
    const answer = await ask('identity/trust', { key: key.handle, name, role, approver: approver.id });
    setOutcome(stateAfter(answer));
    if (answer.ok && answer.value !== null) setFound(null);
    renewStation();
  };
  return (
    <section className="card" aria-labelledby="trust-title">
      <h2 id="trust-title">{text.title}</h2>
      <p className="soft">{text.lead}</p>
      <div className="actions">
        <button type="button" disabled={outcome.state === 'open'} onClick={() => look().catch(crash)}>
          {text.choose}
        </button>
      </div>
      {found === null ? null : (
        <Found
          found={found}
          isOpen={outcome.state === 'open'}
          trust={(key, name, role) => trust(key, name, role).catch(crash)}
        />
      )}
      <CeremonyState ceremony={outcome} say={({ name }) => text.trusted(name)} cancelled={text.cancelled} />
    </section>
  );
}

interface FoundProps {
  readonly found: readonly FoundKeyView[];
  readonly isOpen: boolean;
  readonly trust: (key: FoundKeyView, name: string, role: Role) => void;
}

function Found({ found, isOpen, trust }: FoundProps) {
  const [chosen, choose] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('operator');
  const key = found.find((one) => one.handle === chosen) ?? found[0];
  if (key === undefined) return <p>{text.none}</p>;
  return (
    <div className="actions">
      <label className="field">
        <span>{text.key}</span>
        <select value={key.handle} onChange={(event) => choose(event.target.value)}>
          {found.map((one) => (
            <option key={one.handle} value={one.handle}>
              {[escapeVisible(one.file), escapeVisible(one.comment), one.kind === 'sk-ed25519' ? text.token : '']
                .filter((part) => part !== '')
                .join(', ')}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>{text.name}</span>
        <input type="text" maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />
      </label>
      <RoleSelect role={role} change={setRole} />
      <button type="button" disabled={isOpen || name.trim() === ''} onClick={() => trust(key, name.trim(), role)}>
        {text.action}
      </button>
    </div>
  );
}
