import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import { attempt } from '../files/file-failure.ts';
import { readRegularFile } from '../files/read.ts';

/** A log of a million entries fits. */
export const MAX_FILE_BYTES = 256 * 1024 * 1024;
export const MAX_FILES = 100_000;
/** Of all its files: they are in memory while they are compared with one another. */
export const MAX_TOTAL_BYTES = 1024 ** 3;
const MAX_DEPTH = 3;

/** The bytes of a dossier by path inside it, and what kept some from being read. */
export interface DossierFiles {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly findings: readonly Finding[];
}

/** Every regular file of a folder by its path inside it; links, devices and folders too deep are findings. */
export async function readFolder(folder: string): Promise<DossierFiles> {
  const files = new Map<string, Uint8Array>();
  const findings: Finding[] = [];
  let room = MAX_TOTAL_BYTES;
  await walk('', 1);
  return { files, findings };

  async function walk(inside: string, depth: number): Promise<void> {
    const path = join(folder, inside);
    const listed = await attempt(path, () => readdir(path, { withFileTypes: true }));
    if (!listed.ok) {
      findings.push(finding('dossier.file-unreadable', path, { observed: listed.error.errno }));
      return;
    }
    // An empty folder is nothing of a dossier, and its name could say anything.
    if (listed.value.length === 0) findings.push(finding('dossier.file-unexpected', inside === '' ? path : inside));
    for (const entry of listed.value) {
      const name = inside === '' ? entry.name : `${inside}/${entry.name}`;
      if (entry.isDirectory() && depth < MAX_DEPTH) await walk(name, depth + 1);
      else if (!entry.isFile() || files.size >= MAX_FILES) findings.push(finding('dossier.file-unexpected', name));
      else await take(name);
    }
  }

  async function take(name: string): Promise<void> {
    const read = await readRegularFile(join(folder, name), Math.min(room, MAX_FILE_BYTES));
    if (!read.ok) {
      findings.push(finding('dossier.file-unreadable', name, { observed: read.error.code }));
      return;
    }
    files.set(name, read.value);
    room -= read.value.length;
  }
}
