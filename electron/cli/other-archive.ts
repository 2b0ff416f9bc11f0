import type { Finding } from '../../shared/finding/index.ts';
import { asBuffer } from '../core/archive/as-buffer.ts';
import { HEAD_BYTES, otherArchive, type ReadForm, readFormOf } from '../core/archive/magic.ts';
import { readHead } from './read-file.ts';

const ARCHIVE = /\.(?:zip|tar|tar\.gz|tgz)$/i;
/** A byte order mark is not allowed, and is told as that. */
const BEGINS_JSON = /^(?:\xef\xbb\xbf)?[ \t\r\n]*\{/;
const UNPACK = 'Evidence is a folder, a .zip, a .tar or a .tar.gz: unpack it, and give the folder.';

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
  if (form !== null) return `${path} is ${CALLED[form]} under another name. ${RENAME[form]}`;
  const other = otherArchive(head.value);
  if (other !== null) return `${path} is ${other}, which is not read. ${UNPACK}`;
  if (BEGINS_JSON.test(asBuffer(head.value).toString('latin1'))) return null;
  return `${path} is neither evidence (a folder, a .zip, a .tar or a .tar.gz) nor a signed statement (JSON).`;
}

const CALLED: Readonly<Record<ReadForm, string>> = {
  zip: 'a zip archive (as .jar, .whl and office documents are)',
  gzip: 'a gzip-compressed file',
  tar: 'a tar archive',
};
const RENAME: Readonly<Record<ReadForm, string>> = {
  zip: 'To have it verified as evidence, give it a name that ends in .zip.',
  gzip: 'To have a tar inside it verified as evidence, give it a name that ends in .tar.gz.',
  tar: 'To have it verified as evidence, give it a name that ends in .tar.',
};

/** Whether something was refused only because it is no archive of a kind that is read: then it could not be read. */
export function isNoArchive(findings: readonly Finding[]): boolean {
  return findings.length > 0 && findings.every(({ code }) => code === 'evidence.archive-form');
}
