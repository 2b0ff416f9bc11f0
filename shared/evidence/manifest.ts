import { type Finding, finding } from '../finding/index.ts';
import { compareManifest } from './manifest-compare.ts';
import { type LineReading, type ManifestReading, readManifest, unreadManifest } from './manifest-reading.ts';
import { regularFiles } from './spelling.ts';
import { isUtf8, lineEndOf, textLines } from './text-lines.ts';
import { isTreePath } from './tree-fold.ts';
import type { EvidenceFile } from './types.ts';

/** The manifest that a plain bundle may hold at its root. */
export const SHA256SUMS = 'SHA256SUMS';

/** `sha256sum` writes text mode as two spaces, binary mode as a space and `*`; a leading `\` says the name is escaped. */
const GNU_LINE = /^(?<escaped>\\?)(?<hex>[0-9a-fA-F]{64}) [ *](?<name>.+)$/su;
/** The form of BSD's sha256 and of `sha256sum --tag`. */
const TAG_LINE = /^(?<escaped>\\?)SHA256 \((?<name>.+)\) = (?<hex>[0-9a-fA-F]{64})$/su;

/**
 * Reads a `SHA256SUMS` file as GNU coreutils' `sha256sum` writes and checks it: either line form, escaped names,
 * comment lines starting with `#`, LF or CRLF throughout. One leading `./` of a name is left out. A line that is
 * neither form, or whose name cannot be inside a tree, is a finding: nothing is passed over in silence.
 */
export function parseSha256Sums(bytes: Uint8Array): ManifestReading {
  if (!isUtf8(bytes)) return unreadManifest(finding('evidence.manifest-not-utf8', SHA256SUMS));
  const end = lineEndOf(bytes);
  return readManifest(SHA256SUMS, function* () {
    let line = 0;
    for (const text of textLines(bytes, end)) yield readLine(text, ++line);
  });
}

const NOTHING: LineReading = { listed: null, findings: [] };

function readLine(text: string | null, line: number): LineReading {
  if (text === '' || text?.startsWith('#')) return NOTHING;
  const where = `${SHA256SUMS}, line ${line}`;
  const parts = text === null ? undefined : (GNU_LINE.exec(text) ?? TAG_LINE.exec(text))?.groups;
  const name = parts?.name === undefined ? null : unescapeName(parts.name, parts.escaped !== '');
  if (parts?.hex === undefined || name === null) {
    return { listed: null, findings: [finding('evidence.manifest-malformed-line', where)] };
  }
  const path = name.startsWith('./') ? name.slice(2) : name;
  if (isTreePath(path)) return { listed: { path, digest: parts.hex.toLowerCase(), line }, findings: [] };
  return { listed: null, findings: [finding('evidence.manifest-path', where, { observed: name })] };
}

/**
 * Compares a bundle with its `SHA256SUMS`. The manifest itself and files beside it that begin with its name and a
 * dot (a signature over it) need not be listed.
 * @param files in path order.
 */
export function verifySha256Sums(bytes: Uint8Array, files: Iterable<EvidenceFile>): Finding[] {
  const reading = parseSha256Sums(bytes);
  const differences = compareManifest({
    manifest: SHA256SUMS,
    reading,
    files: regularFiles(files),
    digestOf: ({ sha256 }) => sha256,
    mustList: ({ path }) => !isOfTheManifest(path),
  });
  return [...reading.findings, ...differences];
}

/** The manifest, and files beside it that are about it. */
export function isOfTheManifest(path: string): boolean {
  return path === SHA256SUMS || (path.startsWith(`${SHA256SUMS}.`) && !path.includes('/'));
}

const ESCAPES = new Map([
  ['\\', '\\'],
  ['n', '\n'],
  ['r', '\r'],
]);

/** Undoes coreutils' escapes `\\`, `\n`, `\r`; `null` for any other. */
function unescapeName(name: string, escaped: boolean): string | null {
  if (!escaped) return name;
  let known = true;
  const plain = name.replace(/\\(.?)/gsu, (_, letter: string) => {
    const character = ESCAPES.get(letter);
    known &&= character !== undefined;
    return character ?? '';
  });
  return known ? plain : null;
}
