import { lstat } from 'node:fs/promises';
import { attempt } from '../files/file-failure.ts';
import { type DossierFiles, readFolder } from './read-folder.ts';
import { readZip } from './read-zip.ts';

/** The files of a dossier, from its folder or from the zip that holds it. */
export async function readFiles(path: string): Promise<DossierFiles> {
  const stat = await attempt(path, () => lstat(path));
  return stat.ok && stat.value.isFile() ? readZip(path) : readFolder(path);
}
