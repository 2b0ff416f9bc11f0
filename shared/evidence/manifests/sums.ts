/** Lists of digests as people's tools write them: lines of a digest and a name. */
import { type Finding, finding } from '../../finding/index.ts';
import { algorithmIn, algorithmOfLength, hexDigits, isDigestOfNothing, type NamedAlgorithm } from '../digests.ts';
import {
  type LineReading,
  type ListedFile,
  type ManifestReading,
  readManifest,
  unreadManifest,
} from '../manifest-reading.ts';
import { toUtf8 } from '../tag-encoding.ts';
import { isUtf8, textLines } from '../text-lines.ts';
import { isTreePath } from '../tree-fold.ts';
import { baseName, folderOf } from './look.ts';

/** UTF-16 is decoded as a whole, so a larger file of it is not read. */
const MAX_UTF16_BYTES = 64 * 1024 * 1024;

export interface SumsReading extends ManifestReading {
  /** Algorithms of lines whose digests are not computed here. */
  readonly others: readonly string[];
}

/**
 * Reads a list of digests: GNU coreutils' (`sha256sum`, either line form, escaped names), BSD's (`SHA256 (name) = hex`,
 * also `openssl dgst`, and `md5 -r` with one space), hashdeep's, and a digest alone in a file that is called after its
 * subject. Comment lines start with `#`. A line ends with LF or CRLF, as coreutils reads it. A list inside an OpenPGP
 * cleartext signature (RFC 9580, section 7) or a signify one is read; the signature is not checked. Names count from the
 * folder of the manifest; one leading `./` is left out. A line that is none of this is a finding.
 *
 * @param path of the manifest, from the root that is judged
 * @param subject what a digest without a name is of: a name beside the manifest, or `null` for nothing
 */
export function parseSums(bytes: Uint8Array, path: string, subject: string | null = null): SumsReading {
  const text = inUtf8(bytes);
  if (text === null) {
    return { ...unreadManifest(finding('evidence.manifest-not-utf8', path)), others: [] };
  }
  const others = new Set<string>();
  const reading = readManifest(path, () => new SumsLines(text, path, subject).read(others));
  const mark = text.length === bytes.length ? [] : [finding('evidence.manifest-byte-order-mark', path)];
  return { ...reading, findings: [...mark, ...reading.findings], others: [...others] };
}

/** Without a byte order mark; `null` for what is neither UTF-8 nor UTF-16 with a mark, as PowerShell writes it. */
function inUtf8(bytes: Uint8Array): Uint8Array | null {
  const [first, second, third] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return bytes.length > MAX_UTF16_BYTES ? null : toUtf8(bytes, 'UTF-16');
  }
  if (!isUtf8(bytes)) return null;
  return first === 0xef && second === 0xbb && third === 0xbf ? bytes.subarray(3) : bytes;
}

const NOTHING: LineReading = { listed: [], findings: [] };

/** A digest and a name as they stand. */
interface Written {
  readonly name: string;
  readonly digests: readonly { readonly algorithm: NamedAlgorithm; readonly hex: string }[];
}

/** `SHA256 (name) = hex`; openssl writes no space before the parenthesis. */
const TAGGED = /^(?<escaped>\\?)(?<tag>[A-Za-z0-9][A-Za-z0-9/-]*) ?\((?<name>.+)\) ?= ?(?<hex>[0-9a-fA-F]+)$/su;
const UNTAGGED = /^[ \t]*(?<escaped>\\?)(?<hex>[0-9a-fA-F]{8,})(?:[ \t](?<rest>.+))?$/su;
const HASHDEEP = '%%%% HASHDEEP-1.';
const HASHDEEP_COLUMNS = /^%%%% size,(?<columns>[a-z0-9,-]+),filename$/;

/** One pass over the lines of a list. */
class SumsLines {
  readonly #text: Uint8Array;
  readonly #path: string;
  readonly #subject: string | null;
  readonly #named: NamedAlgorithm;
  /**
   * Whether the list has one space before each name, as BSD's tools write it. coreutils lets the first line decide and
   * allows no mixing, so that a name cannot be renamed by a space before it.
   */
  #hasOneSpace: boolean | null = null;
  /** The columns of a hashdeep list; `null` for any other. */
  #columns: readonly string[] | null = null;

  constructor(text: Uint8Array, path: string, subject: string | null) {
    this.#text = text;
    this.#path = path;
    this.#subject = subject;
    this.#named = algorithmIn(baseName(path));
  }

  /** @param others takes the names of algorithms that are not computed here */
  *read(others: Set<string>): Generator<LineReading> {
    for (const { text, line } of unsigned(this.#text)) yield this.#readLine(text, line, others);
  }

  #readLine(text: string | null, line: number, others: Set<string>): LineReading {
    if (text === '' || text?.startsWith('#')) return NOTHING;
    if (text?.startsWith('%%%% ')) return this.#startHashdeep(text, line);
    const where = `${this.#path}, line ${line}`;
    const written = text === null ? null : this.#written(text);
    if (written === null) return malformed(where);
    const name = written.name.replace(/^\.\/+/, '');
    if (!isTreePath(name)) return refused(finding('evidence.manifest-path', where, { observed: written.name }));
    const path = folderOf(this.#path) + name;
    const listed: ListedFile[] = [];
    for (const { algorithm, hex } of written.digests) {
      if (algorithm.kind === 'other') others.add(algorithm.name);
      const computed = algorithm.kind === 'computed' ? algorithm.algorithm : null;
      listed.push({ path, digest: hex.toLowerCase(), algorithm: computed, line });
    }
    return path === this.#path ? refused(ownDigest(listed, where)) : { listed, findings: [] };
  }

  #startHashdeep(text: string, line: number): LineReading {
    const columns = HASHDEEP_COLUMNS.exec(text)?.groups?.columns;
    if (columns !== undefined) this.#columns = columns.split(',');
    return columns !== undefined || text.startsWith(HASHDEEP) ? NOTHING : malformed(`${this.#path}, line ${line}`);
  }

  #written(text: string): Written | null {
    if (this.#columns !== null) return this.#hashdeepLine(text, this.#columns);
    return this.#untagged(text) ?? this.#tagged(text);
  }

  #tagged(text: string): Written | null {
    const parts = TAGGED.exec(text)?.groups;
    if (parts?.name === undefined || parts.tag === undefined || parts.hex === undefined) return null;
    const name = unescapeName(parts.name, parts.escaped !== '');
    const algorithm = algorithmIn(parts.tag);
    if (name === null || algorithm.kind === 'unnamed' || !hasLength(algorithm, parts.hex)) return null;
    return { name, digests: [{ algorithm, hex: parts.hex }] };
  }

  #untagged(text: string): Written | null {
    const parts = UNTAGGED.exec(text)?.groups;
    if (parts?.hex === undefined) return null;
    const written = parts.rest === undefined ? this.#subject : this.#nameOf(parts.rest);
    const name = written === null ? null : unescapeName(written, parts.escaped !== '');
    const algorithm = this.#named.kind === 'unnamed' ? byLength(parts.hex) : this.#named;
    if (name === null || algorithm === null || !hasLength(algorithm, parts.hex)) return null;
    return { name, digests: [{ algorithm, hex: parts.hex }] };
  }

  /** What follows a digest and one space: a space or `*` for the mode and the name, or with one space the name alone. */
  #nameOf(rest: string): string | null {
    const hasMode = rest.length > 1 && (rest.startsWith(' ') || rest.startsWith('*'));
    this.#hasOneSpace ??= !hasMode;
    if (this.#hasOneSpace) return rest;
    return hasMode ? rest.slice(1) : null;
  }

  /** `size,digest,...,name`; the name may hold commas. */
  #hashdeepLine(text: string, columns: readonly string[]): Written | null {
    const fields = text.split(',', columns.length + 1);
    const [size, ...hexes] = fields;
    const name = text.slice(fields.reduce((length, field) => length + field.length + 1, 0));
    if (size === undefined || !/^[0-9]+$/.test(size) || hexes.length !== columns.length || name === '') return null;
    const digests = hexes.map((hex, i) => ({ algorithm: algorithmIn(columns[i] ?? ''), hex }));
    const isDigest = ({ algorithm, hex }: (typeof digests)[number]): boolean =>
      /^[0-9a-fA-F]+$/.test(hex) && algorithm.kind !== 'unnamed' && hasLength(algorithm, hex);
    return digests.every(isDigest) ? { name, digests } : null;
  }
}

function malformed(where: string): LineReading {
  return refused(finding('evidence.manifest-malformed-line', where));
}

function refused(why: Finding): LineReading {
  return { listed: [], findings: [why] };
}

/** A list cannot state its own digest. `sha256sum * > SHA256SUMS` lists it while it is still empty. */
function ownDigest(listed: readonly ListedFile[], where: string): Finding {
  const isOfNothing = listed.every(
    ({ algorithm, digest }) => algorithm !== null && isDigestOfNothing(algorithm, digest),
  );
  return finding(isOfNothing ? 'evidence.manifest-lists-itself' : 'evidence.manifest-own-digest', where);
}

function byLength(hex: string): NamedAlgorithm | null {
  const algorithm = algorithmOfLength(hex.length);
  return algorithm === null ? null : { kind: 'computed', algorithm };
}

/** Of an algorithm that is not computed here no length is known. */
function hasLength(algorithm: NamedAlgorithm, hex: string): boolean {
  return algorithm.kind !== 'computed' || hex.length === hexDigits(algorithm.algorithm);
}

interface NumberedLine {
  /** `null` for a line that is too long to be read. */
  readonly text: string | null;
  readonly line: number;
}

const SIGNED = '-----BEGIN PGP SIGNED MESSAGE-----';
const SIGNATURE = '-----BEGIN PGP SIGNATURE-----';
const SIGNATURE_END = '-----END PGP SIGNATURE-----';
const SIGNIFY = 'untrusted comment: ';

/** The lines, without those of a signature that the list lies in; one CR before an LF belongs to the line's end. */
function* unsigned(bytes: Uint8Array): Generator<NumberedLine> {
  let line = 0;
  let part: 'text' | 'signify' | 'headers' | 'signed' | 'signature' = 'text';
  for (const raw of textLines(bytes, 'lf')) {
    line += 1;
    const text = raw?.endsWith('\r') === true ? raw.slice(0, -1) : raw;
    switch (part) {
      case 'text':
        if (text === SIGNED) part = 'headers';
        else if (line === 1 && text?.startsWith(SIGNIFY) === true) part = 'signify';
        else yield { text, line };
        break;
      case 'signify':
        part = 'text';
        break;
      case 'headers':
        if (text === '') part = 'signed';
        break;
      case 'signed':
        if (text === SIGNATURE) part = 'signature';
        else yield { text: text?.startsWith('- ') === true ? text.slice(2) : text, line };
        break;
      case 'signature':
        if (text === SIGNATURE_END) part = 'text';
        break;
    }
  }
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
