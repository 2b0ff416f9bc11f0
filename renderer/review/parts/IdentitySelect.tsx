import type { IdentityView } from '../../../shared/contract/views.ts';
import { escapeVisible } from '../../../shared/text/deceptive.ts';
import { strings } from '../../strings/index.ts';

interface IdentitySelectProps {
  readonly label: string;
  readonly identities: readonly IdentityView[];
  readonly chosen: IdentityView | undefined;
  readonly choose: (id: string) => void;
}

/** One of several identities, by name and roles. */
export function IdentitySelect({ label, identities, chosen, choose }: IdentitySelectProps) {
  return (
    <label className="field">
      <span>{label}</span>
      <select value={chosen?.id} onChange={(event) => choose(event.target.value)}>
        {identities.map((one) => (
          <option key={one.id} value={one.id}>
            {escapeVisible(one.name)} ({one.roles.map((role) => strings.terms.role[role]).join(', ')})
          </option>
        ))}
      </select>
    </label>
  );
}
