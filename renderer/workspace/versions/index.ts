import { v1 } from './v1.ts';
import { v2 } from './v2.ts';
import { v3 } from './v3.ts';
import type { WorkspaceVersion } from './version.ts';

/** Every version there has been, oldest first. */
export const versions: readonly WorkspaceVersion[] = [v1, v2, v3];
