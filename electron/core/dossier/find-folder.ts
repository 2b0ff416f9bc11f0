import { lstat, opendir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FindableTree } from '../../../shared/evidence/bagit.ts';
import { rootsOf } from '../../../shared/evidence/roots.ts';
import { DOSSIER_FILES } from '../decision-folder/names.ts';
import { attempt } from '../files/file-failure.ts';
import { LAYOUT } from './layout.ts';
import { isDossierArchive } from './read-zip.ts';

// Apart from the verification: most of what is verified is no dossier, and the code for one takes a while to load.

/** The two kinds of folder that leave a station. */
type DossierKind = 'decision' | 'whole';

/** Files that nothing else has. Any one will do, so that a folder from which one was taken is still seen for what it is. */
const TELLING: Readonly<Record<DossierKind, readonly string[]>> = {
  decision: [DOSSIER_FILES.envelope, DOSSIER_FILES.statement, DOSSIER_FILES.sshsig, DOSSIER_FILES.allowedSigners],
  whole: [LAYOUT.allowedSigners, LAYOUT.stationKey, LAYOUT.log, LAYOUT.checkpoint],
};

/**
 * Where what a console wrote to be carried away lies: the folder of one decision, a whole dossier, or its zip. At the path
 * itself, or, where that is a folder, inside of wrappings alone: folders that hold one folder each, or the payload of a bag.
 * `null` for anything else.
 */
export async function dossierAt(path: string): Promise<string | null> {
  let place: string | null = path;
  for (let wrappings = 0; place !== null && wrappings < MOST_WRAPPINGS; wrappings++) {
    if ((await dossierKindAt(place)) !== null) return place;
    place = await folderInside(place);
  }
  return null;
}

const MOST_WRAPPINGS = 16;

/** Whether a tree of evidence is an export, at its root or inside of wrappings alone. */
export function isExport(tree: FindableTree): boolean {
  const names = [...TELLING.decision, ...TELLING.whole];
  return rootsOf(tree).some((root) => names.some((name) => tree.find(root === '' ? name : `${root}/${name}`) !== null));
}

/** Which kind of dossier lies at a path; `null` for anything else. */
export async function dossierKindAt(folder: string): Promise<DossierKind | null> {
  const stat = await attempt(folder, () => lstat(folder));
  if (stat.ok && stat.value.isFile()) return (await isDossierArchive(folder)) ? 'whole' : null;
  for (const kind of ['decision', 'whole'] as const) {
    for (const name of TELLING[kind]) {
      const path = join(folder, name);
      if ((await attempt(path, () => lstat(path))).ok) return kind;
    }
  }
  return null;
}

/** The payload of a bag, or the only folder that a folder holds, where it holds nothing else. */
async function folderInside(folder: string): Promise<string | null> {
  if ((await attempt(folder, () => lstat(join(folder, 'bagit.txt')))).ok) return join(folder, 'data');
  const only = await attempt(folder, async () => {
    let name: string | null = null;
    for await (const entry of await opendir(folder)) {
      if (name !== null || !entry.isDirectory()) return null;
      name = entry.name;
    }
    return name;
  });
  return only.ok && only.value !== null ? join(folder, only.value) : null;
}
