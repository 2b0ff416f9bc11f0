/** The tag files of a bag as text: RFC 8493, sections 2.1.1, 2.1.3, 2.2.1, 2.2.2 and 2.2.3. */
import { type Finding, finding } from '../finding/index.ts';
import { err, ok, type Result } from '../result.ts';
import { CappedFindings } from './capped-findings.ts';
import { digestAlgorithm, hexDigits } from './digests.ts';
import {
  type LineReading,
  type ListedFile,
  type ManifestReading,
  readManifest,
  unreadManifest,
} from './manifest-reading.ts';
import { type TagEncoding, tagEncoding, toUtf8 } from './tag-encoding.ts';
import { textLines } from './text-lines.ts';
import { isTreePath } from './tree-fold.ts';

/** Every version that was published, drafts included; 1.0 is RFC 8493. */
export const BAG_VERSIONS = ['0.93', '0.94', '0.95', '0.96', '0.97', '1.0'] as const;
export type BagVersion = (typeof BAG_VERSIONS)[number];

/** What the metadata of a bag may be called. */
export const BAG_INFO_NAMES = ['bag-info.txt', 'package-info.txt'] as const;

/** What it is called in a version: the drafts of 0.93 to 0.95 had another name. */
export function bagInfoName(version: BagVersion): (typeof BAG_INFO_NAMES)[number] {
  return ['0.93', '0.94', '0.95'].includes(version) ? 'package-info.txt' : 'bag-info.txt';
}

/** Label and value of a line of `bag-info.txt`, continuation lines joined by one space. */
export interface BagInfoEntry {
  readonly label: string;
  readonly value: string;
}

/** What `bagit.txt` declares. */
export interface BagDeclaration {
  readonly version: BagVersion;
  /** Of every tag file but `bagit.txt` itself. */
  readonly encoding: TagEncoding;
}

/** The lines of a tag file, ended by LF, CR or CRLF (section 2.2); no byte order mark in UTF-8. */
function tagLines(name: string, bytes: Uint8Array, encoding: TagEncoding): Result<Iterable<string | null>, Finding> {
  const text = toUtf8(bytes, encoding);
  if (text === null) return err(finding('evidence.manifest-not-utf8', name, { expected: encoding }));
  const [first, second, third] = text;
  if (first === 0xef && second === 0xbb && third === 0xbf) return err(finding('evidence.bag-byte-order-mark', name));
  return ok({ [Symbol.iterator]: () => textLines(text, 'any') });
}

/** `bagit.txt`: two lines, in this order, nothing else (section 2.1.1). */
export function parseBagDeclaration(bytes: Uint8Array, where = 'bagit.txt'): Result<BagDeclaration, Finding> {
  const read = tagLines(where, bytes, 'UTF-8');
  if (!read.ok) return read;
  const lines = [...read.value];
  const stated = /^BagIt-Version: (?<version>[0-9]+\.[0-9]+)$/.exec(lines[0] ?? '')?.groups?.version;
  const encodingName = /^Tag-File-Character-Encoding: (?<encoding>\S+)$/.exec(lines[1] ?? '')?.groups?.encoding;
  if (stated === undefined || encodingName === undefined || lines.length !== 2) {
    return err(finding('evidence.bag-declaration', where, { observed: lines.join(' / ').slice(0, 200) }));
  }
  const encoding = tagEncoding(encodingName);
  if (encoding === null) {
    return err(finding('evidence.bag-encoding', where, { observed: encodingName, expected: 'UTF-8' }));
  }
  const version = BAG_VERSIONS.find((one) => one === stated);
  if (version !== undefined) return ok({ version, encoding });
  return err(finding('evidence.bag-version', where, { observed: stated, expected: BAG_VERSIONS.join(', ') }));
}

export interface BagInfo {
  readonly entries: readonly BagInfoEntry[];
  readonly findings: readonly Finding[];
}

/** `bag-info.txt`: `Label: value`, a line that starts with white space continues the one before (section 2.2.2). */
export function parseBagInfo(name: string, bytes: Uint8Array, encoding: TagEncoding): BagInfo {
  const lines = tagLines(name, bytes, encoding);
  if (!lines.ok) return { entries: [], findings: [lines.error] };
  const entries: { label: string; value: string }[] = [];
  const wrong = new CappedFindings();
  let number = 0;
  for (const line of lines.value) {
    number += 1;
    const last = entries.at(-1);
    const entry = line === null ? null : labelled(line);
    if (line !== null && /^[ \t]+\S/.test(line) && last !== undefined) last.value = `${last.value} ${line.trim()}`;
    else if (entry !== null) entries.push(entry);
    else if (line?.trim() !== '') wrong.add(finding('evidence.bag-info-malformed', `${name}, line ${number}`));
  }
  return { entries, findings: wrong.list(name) };
}

/** `Label: value`; by the place of its colon, so that no line takes longer than it is. */
function labelled(line: string): { label: string; value: string } | null {
  const colon = line.indexOf(':');
  if (colon < 1 || /^\s/.test(line)) return null;
  return { label: line.slice(0, colon).trimEnd(), value: line.slice(colon + 1).trimStart() };
}

/** What a list of a bag's files is read as. */
export interface BagListRule {
  /** Of the list, within the bag. */
  readonly name: string;
  /** The bag's folder, with a slash at its end; empty for the root that is judged. */
  readonly folder: string;
  readonly declaration: BagDeclaration;
  /** Whether a path in the bag belongs into this list: under `data/` for a payload manifest. */
  readonly takes: (path: string) => boolean;
}

/**
 * A payload or tag manifest: a digest, white space, a path (section 2.1.3). Before 1.0 a `*` or `./`
 * may stand before the path, as md5sum wrote them.
 */
export function parseBagManifest(bytes: Uint8Array, rule: BagListRule): ManifestReading {
  return parseBagList(bytes, rule, readManifestLine);
}

/** `fetch.txt`: a URL, a length or `-`, a path (section 2.2.3). The names alone count: nothing is ever fetched. */
export function parseFetch(bytes: Uint8Array, rule: BagListRule): ManifestReading {
  return parseBagList(bytes, rule, readFetchLine);
}

type ReadLine = (text: string | null, line: number, rule: BagListRule) => LineReading;

function parseBagList(bytes: Uint8Array, rule: BagListRule, readLine: ReadLine): ManifestReading {
  const list = rule.folder + rule.name;
  const lines = tagLines(list, bytes, rule.declaration.encoding);
  if (!lines.ok) return unreadManifest(lines.error);
  return readManifest(list, function* () {
    let line = 0;
    for (const text of lines.value) {
      line += 1;
      yield text === '' ? { listed: [], findings: [] } : readLine(text, line, rule);
    }
  });
}

function readManifestLine(text: string | null, line: number, rule: BagListRule): LineReading {
  const { version } = rule.declaration;
  const algorithm = digestAlgorithm(manifestAlgorithm(rule.name));
  const parts = /^(?<hex>[0-9a-fA-F]+)[ \t]+(?<path>[^ \t].*)$/s.exec(text ?? '')?.groups;
  const isDigest = algorithm === null || parts?.hex?.length === hexDigits(algorithm);
  if (parts?.hex === undefined || parts.path === undefined || !isDigest) {
    return refused(finding('evidence.manifest-malformed-line', placeOf(line, rule)));
  }
  const written = version === '1.0' ? parts.path : parts.path.replace(/^\*?(?:\.\/)?/, '');
  return readPath(written, { digest: parts.hex.toLowerCase(), algorithm, line }, rule);
}

function readFetchLine(text: string | null, line: number, rule: BagListRule): LineReading {
  const path = /^\S+[ \t]+(?:[0-9]+|-)[ \t]+(?<path>[^ \t].*)$/s.exec(text ?? '')?.groups?.path;
  if (path === undefined) return refused(finding('evidence.bag-fetch-malformed', placeOf(line, rule)));
  return readPath(path, { digest: '', algorithm: null, line }, rule);
}

function readPath(written: string, rest: Omit<ListedFile, 'path'>, rule: BagListRule): LineReading {
  const { version } = rule.declaration;
  const where = placeOf(rest.line, rule);
  const path = decodePath(written, version);
  if (!isTreePath(path)) return refused(finding('evidence.manifest-path', where, { observed: path }));
  if (!rule.takes(path)) return refused(finding('evidence.bag-payload-path', where, { observed: path }));
  const bare = version === '1.0' && /%(?!0A|0D|25)/i.test(written);
  return {
    listed: [{ path: rule.folder + path, ...rest }],
    findings: bare ? [finding('evidence.bag-percent-encoding', where, { observed: written })] : [],
  };
}

function placeOf(line: number, { folder, name }: BagListRule): string {
  return `${folder}${name}, line ${line}`;
}

function refused(why: Finding): LineReading {
  return { listed: [], findings: [why] };
}

/** `sha256` of `manifest-sha256.txt` and `tagmanifest-sha256.txt`. */
export function manifestAlgorithm(name: string): string {
  return name.replace(/^(tag)?manifest-/, '').replace(/\.txt$/, '');
}

/** How a path is written into a BagIt 1.0 manifest: CR, LF and `%` percent-encoded, nothing else. */
export function encodePath(path: string): string {
  return path.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** Drafts encoded CR and LF alone, so `%25` in a bag of theirs is a name's own. */
function decodePath(written: string, version: BagVersion): string {
  const decoded = written.replace(/%0D/gi, '\r').replace(/%0A/gi, '\n');
  return version === '1.0' ? decoded.replaceAll('%25', '%') : decoded;
}
