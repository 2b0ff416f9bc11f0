import type { Sha256 } from '../../shared/encoding/bytes.ts';
import type { Workspace } from './database.ts';
import type { Draft } from './rows.ts';

/** What was begun on this packet, or nothing yet. */
export async function loadDraft(workspace: Workspace, packet: Sha256): Promise<Draft> {
  return (await workspace.drafts.get(packet)) ?? emptyDraft(packet);
}

export async function saveDraft(workspace: Workspace, draft: Draft): Promise<void> {
  await workspace.drafts.put(draft);
}

export async function deleteDraft(workspace: Workspace, packet: Sha256): Promise<void> {
  await workspace.drafts.delete(packet);
}

export function emptyDraft(packet: Sha256): Draft {
  return { packet, option: null, reason: '', acknowledged: [] };
}
