import { createHash } from 'node:crypto';
import { parseSha256, type Sha256 } from '../../../shared/encoding/bytes.ts';
import { sha256FromDigest } from '../../../shared/encoding/digest.ts';
import type { EvidenceFile, FileKind, GitBlob } from '../../../shared/evidence/types.ts';
import { type ByteName, byteName, textOf } from '../media/byte-name.ts';

/**
 * One leaf as a line of text, in a bundle's manifest and in an import's journal:
 *
 *     kind SP sha256 SP size SP path LF
 *     kind SP sha256 SP gitSha1 SP gitSha256 SP size SP path LF
 *
 * The second form has git's ids of the content: where they were computed, and in what older versions wrote. kind is `f`, `x` (executable) or `l` (symlink); digests are lower-case hex; the path is as it is on the medium.
 */
const KIND_CHARACTERS: Record<FileKind, string> = { file: 'f', executable: 'x', symlink: 'l' };

const LINE = /^([fxl]) ([0-9a-f]{64})(?: ([0-9a-f]{40}) ([0-9a-f]{64}))? (0|[1-9][0-9]{0,15}) ([^\n\0]+)$/;

export interface Digests {
  readonly sha256: string;
  readonly git?: GitBlob;
}

/** The line with its LF, one character a byte. */
export function entryLine(kind: FileKind, { sha256, git }: Digests, size: number, path: ByteName): string {
  return git === undefined
    ? leafLine(kind, sha256, size, path)
    : `${KIND_CHARACTERS[kind]} ${sha256} ${git.sha1} ${git.sha256} ${size} ${path}\n`;
}

/**
 * The line without git's ids. The SHA-256 of all of a tree's is the `leavesSha256` of its record: unlike `dirHash` it covers
 * links and executable bits.
 */
export function leafLine(kind: FileKind, sha256: string, size: number, path: ByteName): string {
  return `${KIND_CHARACTERS[kind]} ${sha256} ${size} ${path}\n`;
}

/** SHA-256 of the `leafLine` of each leaf. @param files in path order */
export function leavesDigest(files: Iterable<EvidenceFile>): Sha256 {
  const lines = createHash('sha256');
  for (const { kind, sha256, size, path } of files)
    lines.update(leafLine(kind, sha256, size, byteName(path)), 'latin1');
  return sha256FromDigest(lines.digest());
}

/** Of a line as bytes: where the SHA-256 begins, and where the size does without git's ids and with them. */
export const DIGEST_AT = 2;
const SIZE_AT = 67;
const SIZE_AFTER_GIT_AT = 173;
const GIT_SHA1_LENGTH = 40;
const SPACE = 0x20;

/** Where the size begins in the line that begins at `start`. What is longer than any size is git's SHA-1. */
export function sizeAt(bytes: Buffer, start: number): number {
  const isGit = bytes.indexOf(SPACE, start + SIZE_AT) === start + SIZE_AT + GIT_SHA1_LENGTH;
  return start + (isGit ? SIZE_AFTER_GIT_AT : SIZE_AT);
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
  const [, kind = '', sha256Text = '', gitSha1, gitSha256, size = '', path = ''] = match;
  const sha256 = parseSha256(sha256Text);
  const text = textOf(path);
  const bytes = Number(size);
  if (sha256 === null || text === null || !Number.isSafeInteger(bytes)) return null;
  const file = { path: text, kind: kindOf(kind), size: bytes, sha256 };
  if (gitSha1 === undefined || gitSha256 === undefined) return { file, path };
  return { file: { ...file, git: { sha1: gitSha1, sha256: gitSha256 } }, path };
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
