import type { WorkspaceVersion } from './version.ts';

/** The packet list and drafts that hold an option and a reason. */
export const v1: WorkspaceVersion = {
  version: 1,
  stores: { packets: 'sha256, importedAt', drafts: 'packet' },
};
