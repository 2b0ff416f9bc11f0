import type { WorkspaceVersion } from './version.ts';

/** Notes, found by the packet or bundle that they are on. Earlier workspaces had none. */
export const v3: WorkspaceVersion = { version: 3, stores: { notes: 'id, subject' } };
