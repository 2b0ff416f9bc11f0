import type { EvidenceFile } from '../types.ts';
import type { Claims, Manifest } from './claims.ts';

/** A file that a manifest should list, or that nothing vouches for, as far as names were compared to the letter. */
export interface UnlistedFile {
  readonly file: EvidenceFile;
  /** The manifests that should list it and do not. */
  readonly lacking: readonly Manifest[];
  readonly isVouchedFor: boolean;
}

/** A name as a manifest has it, and the one file whose name differs from it in spelling alone. */
export interface AlikeNames {
  readonly stated: Claims;
  readonly unlisted: UnlistedFile;
  /** `form`: in Unicode normal form alone; `case`: in case, and perhaps in normal form too. */
  readonly differsIn: 'form' | 'case';
}

export interface PairedNames {
  readonly pairs: readonly AlikeNames[];
  readonly missing: readonly Claims[];
  readonly unlisted: readonly UnlistedFile[];
}

/**
 * Pairs names that are listed and not there with files that are there and not listed, where they are one name in two
 * normal forms (RFC 8493, section 6.1.1, recommends to tolerate that) or in two cases. Only what is alike in one way
 * alone is paired: where several names could be meant, all stay as they are.
 */
export function pairNames(missing: readonly Claims[], unlisted: readonly UnlistedFile[]): PairedNames {
  if (missing.length === 0 || unlisted.length === 0) return { pairs: [], missing, unlisted };
  const stated = groupBy(missing, ({ path }) => folded(path));
  const there = groupBy(unlisted, ({ file }) => folded(file.path));
  const pairs: AlikeNames[] = [];
  for (const [key, names] of stated) {
    const [name] = names;
    const files = there.get(key) ?? [];
    const [file] = files;
    if (name === undefined || file === undefined || names.length > 1 || files.length > 1) continue;
    const isSameForm = name.path.normalize('NFC') === file.file.path.normalize('NFC');
    pairs.push({ stated: name, unlisted: file, differsIn: isSameForm ? 'form' : 'case' });
  }
  const paired = new Set<object>(pairs.flatMap((pair) => [pair.stated, pair.unlisted]));
  return {
    pairs,
    missing: missing.filter((one) => !paired.has(one)),
    unlisted: unlisted.filter((one) => !paired.has(one)),
  };
}

/** What a name's normal form is called, for someone who cannot see it. */
export function normalForm(name: string): string {
  if (name === name.normalize('NFC')) return 'composed characters (NFC)';
  return name === name.normalize('NFD') ? 'decomposed characters (NFD)' : 'composed and decomposed characters';
}

function folded(path: string): string {
  return path.normalize('NFC').toLowerCase().normalize('NFC');
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
