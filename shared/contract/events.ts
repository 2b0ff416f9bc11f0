import type { GitIdsView, VaultCheckView } from './evidence-views.ts';
import type { AirgapView, Handle, JobView } from './views.ts';

/** What the main process tells the review window unasked. The window asks again for what it shows of it. */
export type StationEvent =
  | { readonly kind: 'job'; readonly job: JobView }
  | { readonly kind: 'airgap'; readonly airgap: AirgapView }
  /** Something was imported, signed or exported: lists and views are to be asked for again. */
  | { readonly kind: 'vault' }
  | { readonly kind: 'check'; readonly check: VaultCheckView }
  | { readonly kind: 'git-ids'; readonly gitIds: GitIdsView }
  /** Somebody signed in or out. */
  | { readonly kind: 'session' }
  /** For how many seconds the medium of a folder has not answered what is written there; `null` once it has. */
  | { readonly kind: 'silence'; readonly folder: Handle; readonly seconds: number | null }
  /** A removable volume came or went. */
  | { readonly kind: 'volumes' };

/** What of it the signing window is told. */
export type LinkEvent = Extract<StationEvent, { kind: 'airgap' }>;

/** What of it the chooser is told. */
export type VolumesEvent = Extract<StationEvent, { kind: 'volumes' }>;

export const STATION_EVENT = 'station/event';
