import { fromUtf8 } from '../../../shared/encoding/bytes.ts';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { MAX_DEPTH } from '../media/walk.ts';

const LONGEST_NAME = 255;
const SLASH = 0x2f;
/** What the field of a zip has room for. */
export const LONGEST_PATH = 65_535;
/** PATH_MAX: no system makes a longer link. */
export const LONGEST_TARGET = 4096;

/** A path as an archive's entry may have it: never absolute, never outside, every name plain. `''` is the root. */
export interface EntryPath {
  readonly path: string;
  /** The entry was written with a slash at its end, as directories are. */
  readonly slashAtEnd: boolean;
}

/**
 * Parses the name of an entry. One leading `./` is a spelling of the root and is dropped, as is one slash at the end;
 * nothing else is changed. A letter and a colon at the start is a drive, which bsdtar takes away on Unix too. A
 * backslash is a byte of the name, as on Unix, but not where reading it as a separator would lead to a drive or out of
 * the root; `backslashSeparates` refuses it everywhere.
 */
export function parseEntryPath(bytes: Uint8Array, backslashSeparates = false): Result<EntryPath, Finding> {
  const text = fromUtf8(bytes);
  if (text === null) return err(finding('evidence.path-not-utf8', printable(bytes)));
  if (/[\0\n]/.test(text)) return err(finding('evidence.path-control-character', JSON.stringify(text)));
  if (/^([/\\]|[A-Za-z]:)/.test(text)) return err(finding('evidence.path-absolute', text));
  if (text.split(/[/\\]/).includes('..')) return err(finding('evidence.path-leaves-root', text));
  if (backslashSeparates && text.includes('\\')) return err(finding('evidence.path-not-plain', text));
  return plainPath(text);
}

/**
 * Parses the name of an entry of a zip. Refused are names that a common tool gives back as others: unzip leaves out
 * control characters, and a `;` with digits at the end (a version, on VMS); bsdtar takes a backslash for a slash where
 * the name has none.
 */
export function parseZipPath(bytes: Uint8Array, madeOnUnix: boolean): Result<EntryPath, Finding> {
  const parsed = parseEntryPath(bytes, !madeOnUnix || !bytes.includes(SLASH));
  return parsed.ok && changedByUnzip(parsed.value.path) ? err(finding('evidence.zip-name', parsed.value.path)) : parsed;
}

/** Whether unzip gives a path back as another. */
export function changedByUnzip(path: string): boolean {
  return /\p{Cc}|;[0-9]*$/u.test(path);
}

/**
 * Judges where a symlink points, from the bytes of its target. `..` is allowed at the start alone, and only as often
 * as the link is deep: each folder above an entry is a real one (a link there is a path conflict), so those steps are
 * exact, and what follows only goes down or through another link that is judged the same way.
 */
export function parseLinkTarget(linkPath: string, bytes: Uint8Array): Result<string, Finding> {
  const target = fromUtf8(bytes);
  if (target === null) return err(finding('evidence.path-not-utf8', linkPath, { observed: printable(bytes) }));
  if (target === '' || /[\0\n]/.test(target)) {
    return err(finding('evidence.path-control-character', linkPath, { observed: JSON.stringify(target) }));
  }
  if (bytes.length > LONGEST_TARGET) return err(finding('evidence.path-too-long', linkPath));
  const names = target.split('/');
  const firstDown = names.findIndex((name) => name !== '..' && name !== '.');
  const up = (firstDown === -1 ? names : names.slice(0, firstDown)).filter((name) => name === '..').length;
  const down = firstDown === -1 ? [] : names.slice(firstDown);
  const depth = linkPath.split('/').length - 1;
  const leaves = target.startsWith('/') || up > depth || down.includes('..');
  return leaves ? err(finding('evidence.link-leaves-root', linkPath, { observed: target })) : ok(target);
}

function plainPath(text: string): Result<EntryPath, Finding> {
  if (text === '.' || text === './') return ok({ path: '', slashAtEnd: text === './' });
  const inner = text.replace(/^\.\//, '').replace(/\/$/, '');
  const names = inner.split('/');
  if (names.some((name) => name === '' || name === '.')) return err(finding('evidence.path-not-plain', text));
  const tooLong =
    Buffer.byteLength(inner) > LONGEST_PATH || names.some((name) => Buffer.byteLength(name) > LONGEST_NAME);
  if (tooLong) return err(finding('evidence.path-too-long', text.slice(0, LONGEST_NAME)));
  if (names.length > MAX_DEPTH) return err(finding('evidence.too-deep', text, { expected: `${MAX_DEPTH}` }));
  return ok({ path: inner, slashAtEnd: text.endsWith('/') });
}

/** Bytes that are no text, so that a person can find them again. */
function printable(bytes: Uint8Array): string {
  return JSON.stringify(Buffer.from(bytes).toString('latin1'));
}
