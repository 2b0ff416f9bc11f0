import type { Sha256 } from '../../shared/encoding/bytes.ts';
import type { Workspace } from './database.ts';

/** Remembers that this packet or bundle was opened; the first time counts. */
export async function markRead(workspace: Workspace, subject: Sha256): Promise<void> {
  await workspace.transaction('rw', workspace.readMarks, async () => {
    const known = await workspace.readMarks.get(subject);
    if (known === undefined) await workspace.readMarks.add({ subject, readAt: new Date().toISOString() });
  });
}

export async function readSubjects(workspace: Workspace): Promise<ReadonlySet<Sha256>> {
  return new Set(await workspace.readMarks.toCollection().primaryKeys());
}
