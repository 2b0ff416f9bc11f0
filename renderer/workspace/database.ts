import Dexie, { type Table } from 'dexie';
import type { Sha256 } from '../../shared/encoding/bytes.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { BundleRow, Draft, Note, PacketRow, ReadMark } from './rows.ts';
import { versions } from './versions/index.ts';
import type { WorkspaceVersion } from './versions/version.ts';

const NAME = 'holdfast-workspace';

/** Dexie keeps its version in IndexedDB multiplied by this. */
const DEXIE_VERSION_FACTOR = 10;

/** Why the workspace stays shut. In neither case has it been written to. */
export type OpenFailure =
  | { readonly kind: 'newer'; readonly found: number; readonly known: number }
  | { readonly kind: 'unusable'; readonly cause: string };

/** The open database. Its tables are for the queries of this folder alone. */
export class Workspace extends Dexie {
  declare readonly packets: Table<PacketRow, Sha256>;
  declare readonly bundles: Table<BundleRow, Sha256>;
  declare readonly drafts: Table<Draft, Sha256>;
  declare readonly notes: Table<Note, string>;
  declare readonly readMarks: Table<ReadMark, Sha256>;

  constructor(declared: readonly WorkspaceVersion[] = versions) {
    super(NAME);
    for (const { version, stores, upgrade } of declared) {
      const schema = this.version(version).stores({ ...stores });
      if (upgrade !== undefined) schema.upgrade(upgrade);
    }
  }
}

/** Opens the workspace, making or upgrading it as needed. */
export async function openWorkspace(): Promise<Result<Workspace, OpenFailure>> {
  const workspace = new Workspace();
  try {
    const found = await versionOnDisk();
    // Dexie would open a newer database all the same and read rows whose shape it cannot know.
    if (found > workspace.verno) return err({ kind: 'newer', found, known: workspace.verno });
    await workspace.open();
    return ok(workspace);
  } catch (cause) {
    return err({ kind: 'unusable', cause: String(cause) });
  }
}

/** Deletes the workspace with its drafts, notes and read marks. */
export async function deleteWorkspace(): Promise<void> {
  await Dexie.delete(NAME);
}

/** 0 when there is none. */
async function versionOnDisk(): Promise<number> {
  const all = await indexedDB.databases();
  const version = all.find((database) => database.name === NAME)?.version ?? 0;
  return version / DEXIE_VERSION_FACTOR;
}
