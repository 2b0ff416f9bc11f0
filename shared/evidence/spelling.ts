/**
 * The spellings of one tree's root, as views of its leaves. A common prefix changes no order, so each view can be
 * folded as it comes; a second fold is paid only when a hash did not match the tree as given.
 */
import type { EvidenceFile } from './types.ts';

/** The tree as seen from one folder above: every path below `folder/`. @param folder one name, no slash. */
export function* withTopFolder(files: Iterable<EvidenceFile>, folder: string): Generator<EvidenceFile> {
  for (const file of files) yield { ...file, path: `${folder}/${file.path}` };
}

/** The part of the tree inside one folder, seen from there: `data` for a bag's payload. */
export function* insideFolder(files: Iterable<EvidenceFile>, folder: string): Generator<EvidenceFile> {
  const prefix = `${folder}/`;
  for (const file of files) {
    if (file.path.startsWith(prefix)) yield { ...file, path: file.path.slice(prefix.length) };
  }
}

/** The folder that holds every leaf, as archives often have one; `null` when there is none, or no leaf. */
export function soleTopFolder(files: Iterable<EvidenceFile>): string | null {
  let folder: string | null = null;
  for (const { path } of files) {
    const end = path.indexOf('/');
    if (end === -1) return null;
    if (folder === null) folder = path.slice(0, end);
    else if (path.slice(0, end) !== folder) return null;
  }
  return folder;
}
