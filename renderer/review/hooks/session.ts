import { ACCESS, type Access } from '../../../shared/contract/access.ts';
import type { ReviewChannels } from '../../../shared/contract/review.ts';
import type { Role, StationView } from '../../../shared/contract/views.ts';

/** The roles of which one has to be signed in for that; `null` when nothing is missing. The main process enforces it. */
export function missingRoles(station: StationView, channel: keyof ReviewChannels): readonly Role[] | null {
  const access: Access = ACCESS[channel];
  const isOpen = station.identities.length === 0 || station.journal.readOnly !== null;
  if (typeof access === 'string' || isOpen) return null;
  return station.session?.roles.some((role) => access.includes(role)) ? null : access;
}
