import type { Role } from '../../../shared/contract/views.ts';
import { strings } from '../../strings/index.ts';

const ROLES: readonly Role[] = ['operator', 'auditor', 'owner'];

/** The one role that someone is enrolled with. */
export function RoleSelect({ role, change }: { readonly role: Role; readonly change: (role: Role) => void }) {
  return (
    <label className="field">
      <span>{strings.station.identities.enrol.role}</span>
      <select value={role} onChange={(event) => change(ROLES.find((one) => one === event.target.value) ?? role)}>
        {ROLES.map((one) => (
          <option key={one} value={one}>
            {strings.terms.role[one]}
          </option>
        ))}
      </select>
    </label>
  );
}
