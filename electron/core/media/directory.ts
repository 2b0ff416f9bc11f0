import { lstatSync, opendirSync } from 'node:fs';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import { closeRead } from '../files/close-read.ts';
import { errnoOf } from '../files/file-failure.ts';
import { type ByteName, shownName, systemPath } from './byte-name.ts';
import type { Folder } from './folder.ts';
import { NameRules } from './name-rules.ts';

/** What a folder holds, as the walk needs it. */
export interface Listing {
  /** In path order: regular files and symlinks by name, folders with `/` at the end. */
  readonly names: readonly ByteName[];
  readonly links: ReadonlySet<ByteName>;
  readonly findings: readonly Finding[];
}

type EntryKind = 'file' | 'link' | 'folder' | 'special';

/** Names are fetched so many at a time: enough for speed, little enough for memory. */
const BUFFERED = 1024;

/**
 * Lists one folder. Sorting the names with `/` after each folder's gives, walked depth first, the bytewise order of
 * the whole paths, which is what tree hashes are folded in.
 *
 * What no tree may hold is left out, with a finding. @throws system errors
 */
export function listFolder(folder: Folder, path: ByteName, onName: () => void): Listing {
  const found: ByteName[] = [];
  const links = new Set<ByteName>();
  const rules = new NameRules(path);
  for (const entry of entriesOf(folder)) {
    onName();
    const kind = entry.kind ?? kindByStat(folder.base + entry.name);
    if (kind === 'special') rules.note(finding('evidence.special-file', shownName(path + entry.name)));
    else found.push(kind === 'folder' ? `${entry.name}/` : entry.name);
    if (kind === 'link') links.add(entry.name);
  }
  // Byte strings: the default order of strings is the order of bytes.
  found.sort();
  const names = found.filter((name) => rules.accepts(name.endsWith('/') ? name.slice(0, -1) : name));
  return { names, links, findings: rules.findings };
}

function* entriesOf(folder: Folder): Generator<{ name: ByteName; kind: EntryKind | null }> {
  const directory = opendirSync(systemPath(folder.base), { encoding: 'latin1', bufferSize: BUFFERED });
  try {
    for (let entry = directory.readSync(); entry !== null; entry = directory.readSync()) {
      yield { name: entry.name, kind: kindOf(entry) };
    }
  } finally {
    closeRead(() => directory.closeSync());
  }
}

interface TypedEntry {
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
  isFIFO(): boolean;
  isSocket(): boolean;
  isBlockDevice(): boolean;
  isCharacterDevice(): boolean;
}

/** `null` where the file system does not say in its listings what an entry is. */
function kindOf(entry: TypedEntry): EntryKind | null {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  if (entry.isSymbolicLink()) return 'link';
  const special = entry.isFIFO() || entry.isSocket() || entry.isBlockDevice() || entry.isCharacterDevice();
  return special ? 'special' : null;
}

function kindByStat(path: ByteName): EntryKind {
  return kindOf(lstatSync(systemPath(path))) ?? 'special';
}

/** Errors at one folder or file that are about it alone: a finding. `null`: about the medium, or a bug. */
export function unreadable(thrown: unknown, path: ByteName): Finding | null {
  const errno = errnoOf(thrown);
  if (errno === null) return null;
  const code = CHANGED.has(errno) ? 'evidence.changed-while-read' : 'evidence.unreadable';
  return finding(code, path === '' ? '.' : shownName(path), { observed: errno });
}

/** What a name gives that was there, and of another kind, when its folder was listed. */
const CHANGED = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'EISDIR']);
