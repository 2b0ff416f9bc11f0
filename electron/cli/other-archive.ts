import type { Finding } from '../../shared/finding/index.ts';
import { asBuffer } from '../core/archive/as-buffer.ts';
import { HEAD_BYTES, otherArchive, readFormOf } from '../core/archive/magic.ts';
import { readHead } from './read-file.ts';
import { words } from './words.ts';

const ARCHIVE = /\.(?:zip|tar|tar\.gz|tgz)$/i;
/** A byte order mark is not allowed, and is told as that. */
const BEGINS_JSON = /^(?:\xef\xbb\xbf)?[ \t\r\n]*\{/;

/** Whether a file is called as the archives are that evidence and dossiers come in. */
export function isCalledArchive(path: string): boolean {
  return ARCHIVE.test(path);
}

/**
 * Why a file that is not called an archive is no signed statement either, as a sentence: it is an archive under another
 * name or of another kind, or its first byte begins no JSON object. `null` for what may be a statement.
 */
export async function whyNoStatement(path: string): Promise<string | null> {
  const head = await readHead(path, HEAD_BYTES);
  if (!head.ok) return head.error;
  const form = readFormOf(head.value);
  if (form !== null) return words.reading.archiveUnderAnotherName(path, form);
  const other = otherArchive(head.value);
  if (other !== null) return words.reading.otherArchive(path, other);
  if (BEGINS_JSON.test(asBuffer(head.value).toString('latin1'))) return null;
  return words.reading.neither(path);
}

/** Whether something was refused only because it is no archive of a kind that is read: then it could not be read. */
export function isNoArchive(findings: readonly Finding[]): boolean {
  return findings.length > 0 && findings.every(({ code }) => code === 'evidence.archive-form');
}
