import type { Sha256 } from '../../shared/encoding/bytes.ts';
import type { Workspace } from './database.ts';

/** Remembers that this packet or bundle was opened now, and gives when it was opened before; `null` at the first time. */
export async function markRead(workspace: Workspace, subject: Sha256): Promise<string | null> {
  return workspace.transaction('rw', workspace.readMarks, async () => {
    const known = await workspace.readMarks.get(subject);
    const now = new Date().toISOString();
    await workspace.readMarks.put({ subject, readAt: known?.readAt ?? now, lookedAt: now });
    return known?.lookedAt ?? known?.readAt ?? null;
  });
}

export async function readSubjects(workspace: Workspace): Promise<ReadonlySet<Sha256>> {
  return new Set(await workspace.readMarks.toCollection().primaryKeys());
}
