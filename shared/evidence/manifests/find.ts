import { type Finding, finding } from '../../finding/index.ts';
import { isBagTagFile } from '../bagit.ts';
import { CappedFindings } from '../capped-findings.ts';
import type { EvidenceReader } from '../reader.ts';
import type { EvidenceFile } from '../types.ts';
import { baseName, folderOf, isBagPartName, type SumsLook, signedManifest, sumsLook } from './look.ts';

/** A file that looks like a list of digests. */
export interface SumsFile {
  readonly path: string;
  readonly size: number;
  readonly look: SumsLook;
}

/** A file beside a manifest that is called after it, as a signature over it is. */
interface SignatureFile {
  readonly path: string;
  readonly size: number;
}

/** What a tree holds that states digests of its files. */
export interface FoundManifests {
  /** The folders of bags, with a slash at their end, and the names of their tag files there. */
  readonly bags: ReadonlyMap<string, readonly string[]>;
  readonly sums: readonly SumsFile[];
  readonly signatures: readonly SignatureFile[];
  readonly findings: readonly Finding[];
}

/**
 * Looks for manifests in every folder of a tree, by the names of its files: one pass, nothing is read. What cannot be
 * read as the manifest that it looks like is a finding.
 */
export function findManifests(tree: Pick<EvidenceReader, 'files' | 'find'>): FoundManifests {
  const bags = new Map<string, string[]>();
  const sums: SumsFile[] = [];
  const signatures: SignatureFile[] = [];
  const wrong = new CappedFindings();
  const undeclared = new Set<string>();
  const isBag = lastAnswer((folder) => isRegular(tree.find(`${folder}bagit.txt`)));
  for (const { path, kind, size } of tree.files) {
    const folder = folderOf(path);
    const name = baseName(path);
    if (isBagPartName(path) || name === 'fetch.txt') {
      if (isBag(folder)) {
        if (kind !== 'symlink' && isBagTagFile(name)) push(bags, folder, name);
      } else if (name !== 'fetch.txt' && !undeclared.has(folder)) {
        undeclared.add(folder);
        wrong.add(finding('evidence.bag-without-declaration', path));
      }
      continue;
    }
    if (isBagTagFile(name) && isBag(folder)) {
      if (kind !== 'symlink') push(bags, folder, name);
      continue;
    }
    const signed = signedManifest(path);
    const look = sumsLook(path);
    if (signed !== null && isRegular(tree.find(signed))) signatures.push({ path, size });
    else if (look === null) continue;
    else if (kind !== 'symlink') sums.push({ path, size, look });
    else if (look.isSure) wrong.add(finding('evidence.manifest-not-read', path, { observed: 'a symbolic link' }));
  }
  return { bags, sums, signatures, findings: wrong.list('the bundle') };
}

function isRegular(file: EvidenceFile | null): boolean {
  return file !== null && file.kind !== 'symlink';
}

function push(bags: Map<string, string[]>, folder: string, name: string): void {
  const names = bags.get(folder);
  if (names === undefined) bags.set(folder, [name]);
  else names.push(name);
}

/** Files of one folder come one after the other, so its last answer is mostly the next one too. */
function lastAnswer(ask: (folder: string) => boolean): (folder: string) => boolean {
  let last: { folder: string; answer: boolean } | null = null;
  return (folder) => {
    if (last?.folder !== folder) last = { folder, answer: ask(folder) };
    return last.answer;
  };
}
