import { parseSha256 } from '../../../shared/encoding/bytes.ts';
import type { EvidenceFile, FileKind } from '../../../shared/evidence/types.ts';
import { type ByteName, textOf } from '../media/byte-name.ts';

/**
 * One leaf as a line of text, in a bundle's manifest and in an import's journal:
 *
 *     kind SP sha256 SP gitSha1 SP gitSha256 SP size SP path LF
 *
 * kind is `f`, `x` (executable) or `l` (symlink); digests are lower-case hex; the path is as it is on the medium.
 */
const KIND_CHARACTERS: Record<FileKind, string> = { file: 'f', executable: 'x', symlink: 'l' };

const LINE = /^([fxl]) ([0-9a-f]{64}) ([0-9a-f]{40}) ([0-9a-f]{64}) (0|[1-9][0-9]{0,15}) ([^\n\0]+)$/;

export interface Digests {
  readonly sha256: string;
  readonly gitSha1: string;
  readonly gitSha256: string;
}

/** The line with its LF, one character a byte. */
export function entryLine(kind: FileKind, digests: Digests, size: number, path: ByteName): string {
  return `${KIND_CHARACTERS[kind]} ${digests.sha256} ${digests.gitSha1} ${digests.gitSha256} ${size} ${path}\n`;
}

/** What tells one state of one file on a medium from another. No inode: FAT and exFAT number theirs anew at each mount. */
export interface FileIdentity {
  readonly size: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
}

export function identityText(identity: FileIdentity): string {
  return `${identity.size}:${identity.mtimeMs}:${identity.ctimeMs}`;
}

export interface ReadLine {
  readonly file: EvidenceFile;
  readonly path: ByteName;
}

/** Reads one line without its LF, one character a byte; `null` for anything that is not one. */
export function parseLine(line: string): ReadLine | null {
  const match = LINE.exec(line);
  if (match === null) return null;
  const [, kind = '', sha256Text = '', gitSha1 = '', gitSha256 = '', size = '', path = ''] = match;
  const sha256 = parseSha256(sha256Text);
  const text = textOf(path);
  const bytes = Number(size);
  if (sha256 === null || text === null || !Number.isSafeInteger(bytes)) return null;
  return { file: { path: text, kind: kindOf(kind), size: bytes, sha256, gitSha1, gitSha256 }, path };
}

/** Lines without their LF, one character a byte. */
export function linesOf(bytes: Uint8Array): string[] {
  const lines = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1').split('\n');
  lines.pop();
  return lines;
}

function kindOf(character: string): FileKind {
  if (character === 'l') return 'symlink';
  return character === 'x' ? 'executable' : 'file';
}
