import { createHash } from 'node:crypto';
import type { createReadStream } from 'node:fs';
import { release } from 'node:os';
import { dirname } from 'node:path';
import { sha256FromDigest } from '../../shared/encoding/digest.ts';
import type { LogEvent } from '../core/log/log-event.ts';
import type { ConsoleIdentity } from './circumstances.ts';

/**
 * Which console this is: its version, its runtime, and the SHA-256 of the file that all of its code is in (`app.asar`).
 * `readArchive` must give the archive's own bytes: inside Electron that is `original-fs`, since `fs` shows a folder.
 */
export async function buildIdentity(
  version: string,
  appFolder: string,
  readArchive: typeof createReadStream,
): Promise<ConsoleIdentity> {
  const hash = createHash('sha256');
  for await (const chunk of readArchive(archiveOf(appFolder))) hash.update(chunk);
  const buildSha256 = sha256FromDigest(hash.digest());
  const { electron = 'none', chrome = 'none', node } = process.versions;
  return { version, runtime: `Electron ${electron}, Chromium ${chrome}, Node ${node}`, buildSha256 };
}

/** The code runs from inside the archive: `.../app.asar/main.cjs`. */
function archiveOf(appFolder: string): string {
  return appFolder.endsWith('.asar') ? appFolder : archiveOf(dirname(appFolder));
}

/** The first line of a run in the log. The digest of the build is computed later, and is in the journal. */
export function runStarted(version: string, before: Extract<LogEvent, { kind: 'started' }>['before']): LogEvent {
  const { electron = 'none', chrome = 'none', node } = process.versions;
  return { kind: 'started', version, electron, chromium: chrome, node, kernel: release(), before };
}
