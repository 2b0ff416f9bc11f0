import { parseSha256 } from '../../shared/bytes.ts';
import type { EvidenceFile, FileKind } from '../../shared/evidence/types.ts';
import { type ByteName, byteName, textOf } from '../media/byte-name.ts';

/**
 * One leaf as a line of text, the form in which leaves pass between threads, into the import's journal and into the
 * bundle's manifest:
 *
 *     kind SP sha256 SP gitSha1 SP gitSha256 SP size SP path LF
 *
 * kind is `f`, `x` (executable) or `l` (symlink); digests are lower-case hex; the path is as it is on the medium.
 * In the journal `@` and the file's identity stand between size and path: `@ino:mtime:ctime`, the times in
 * milliseconds.
 */
const KIND_CHARACTERS: Record<FileKind, string> = { file: 'f', executable: 'x', symlink: 'l' };

const LINE = /^([fxl]) ([0-9a-f]{64}) ([0-9a-f]{40}) ([0-9a-f]{64}) (0|[1-9][0-9]{0,15}) (?:@([0-9.:-]+) )?([^\n\0]+)$/;

/** What tells one state of one file on a medium from another. */
export interface FileIdentity {
  readonly size: number;
  readonly ino: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
}

export interface Digests {
  readonly sha256: string;
  readonly gitSha1: string;
  readonly gitSha256: string;
}

export function journalLine(kind: FileKind, digests: Digests, identity: FileIdentity, path: ByteName): string {
  const { sha256, gitSha1, gitSha256 } = digests;
  const head = `${KIND_CHARACTERS[kind]} ${sha256} ${gitSha1} ${gitSha256} ${identity.size}`;
  return `${head} @${identityText(identity)} ${path}\n`;
}

export function identityText(identity: FileIdentity): string {
  return `${identity.ino}:${identity.mtimeMs}:${identity.ctimeMs}`;
}

/** The manifest's line, byte for byte as one character a byte. */
export function manifestLine(file: EvidenceFile): string {
  const head = `${KIND_CHARACTERS[file.kind]} ${file.sha256} ${file.gitSha1} ${file.gitSha256} ${file.size}`;
  return `${head} ${byteName(file.path)}\n`;
}

export interface ReadLine {
  readonly file: EvidenceFile;
  readonly path: ByteName;
  /** Empty in a manifest. */
  readonly identity: string;
}

/** Reads one line without its LF, one character a byte; `null` for anything that is not one. */
export function parseLine(line: string): ReadLine | null {
  const match = LINE.exec(line);
  if (match === null) return null;
  const [, kind = '', sha256Text = '', gitSha1 = '', gitSha256 = '', size = '', identity = '', path = ''] = match;
  const sha256 = parseSha256(sha256Text);
  const text = textOf(path);
  const bytes = Number(size);
  if (sha256 === null || text === null || !Number.isSafeInteger(bytes)) return null;
  return { file: { path: text, kind: kindOf(kind), size: bytes, sha256, gitSha1, gitSha256 }, path, identity };
}

function kindOf(character: string): FileKind {
  if (character === 'l') return 'symlink';
  return character === 'x' ? 'executable' : 'file';
}
