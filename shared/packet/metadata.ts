import { type Finding, finding } from '../finding/index.ts';
import { assertNever } from '../result.ts';
import { atLine, type MetadataLine, type StatedField } from './source.ts';
import { notClosedIn, speaksOfBlockers, speaksOfGrants, withdrawnIn } from './words.ts';

/** What stands at the top of a document, before its first block. */
export interface Metadata {
  readonly stated: readonly StatedField[];
  readonly lines: readonly MetadataLine[];
  readonly findings: readonly Finding[];
  /** The index of the first line after it. */
  readonly end: number;
}

const FIELDS = new Map<string, StatedField['field']>([
  ['kb', 'id'],
  ['id', 'id'],
  ['packet', 'id'],
  ['packet_id', 'id'],
  ['revision', 'revision'],
  ['rev', 'revision'],
  ['doc_status', 'docStatus'],
  ['docstatus', 'docStatus'],
  ['status', 'docStatus'],
  ['date', 'date'],
  ['title', 'title'],
]);

/** Front matter of usual tools that says nothing about the decision itself (MADR, Jekyll, static sites). */
export const IGNORED =
  /^(?:layout|permalink|parent|nav_order|has_children|slug|url|lang|language|tags?|categor(?:y|ies)|keywords|description|summary|authors?|deciders|decision-makers|consulted|informed|template|toc|weight|spdx_license_identifier|copyright|last_updated|updated|created)$/;

/**
 * The comments `<!-- REVISION: 1 -->`, one a line, and YAML front matter of plain `key: value` lines, at the top of a
 * document from the line with this index on. Nothing further down is metadata: it could be out of sight.
 */
export function readMetadata(lines: readonly string[], from = 0): Metadata {
  const matter = readFrontMatter(lines, from);
  const comments = readComments(lines, matter.end);
  return {
    stated: [...matter.stated, ...comments.stated],
    lines: [...matter.lines, ...comments.lines],
    findings: [...matter.findings, ...comments.findings],
    end: comments.end,
  };
}

function readComments(lines: readonly string[], from: number): Metadata {
  const stated: StatedField[] = [];
  const findings: Finding[] = [];
  const read: MetadataLine[] = [];
  let end = from;
  for (let at = from; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line.trim() === '') continue;
    const comment = commentOf(line);
    if (comment === null) break;
    const { key, value } = comment;
    const name = key.toLowerCase().replaceAll('-', '_');
    const field = FIELDS.get(name) ?? null;
    if (field !== null) stated.push({ field, value, line: at + 1 });
    const unknown = field === null && (key === '' ? saysSomething(value) : !IGNORED.test(name));
    if (unknown || (field !== null && !isWhole(field, value))) {
      findings.push(finding('packet.metadata-unknown', atLine(at + 1), { observed: line.trim() }));
    }
    read.push({ line: at + 1, field });
    end = at + 1;
  }
  return { stated, lines: read, findings, end };
}

/** A comment that may speak of the packet's state, of blockers or of authority: where it stands, most viewers hide it. */
function saysSomething(comment: string): boolean {
  if (/^SPDX-/i.test(comment)) return false;
  return (
    withdrawnIn(comment) !== null ||
    notClosedIn(comment) !== null ||
    speaksOfBlockers(comment) ||
    speaksOfGrants(comment)
  );
}

/** Whether a value is the field and nothing more: an id and a revision are one word, a date is a day. */
function isWhole(field: StatedField['field'], value: string): boolean {
  switch (field) {
    case 'id':
    case 'revision':
      return !/\s/.test(value);
    case 'date':
      return value === '' || /^\d{4}-\d{2}-\d{2}$/.test(value);
    case 'docStatus':
    case 'title':
      return true;
    default:
      return assertNever(field, 'metadata field');
  }
}

/** A line that is one comment and nothing else, as a viewer hides it. `key` is empty where it is no `KEY: value`. */
export function commentOf(line: string): { readonly key: string; readonly value: string } | null {
  const content = line.trim();
  if (!content.startsWith('<!--') || content.indexOf('-->') !== content.length - 3 || content.length < 7) return null;
  const inside = content.slice(4, -3).trim();
  const colon = inside.indexOf(':');
  const key = colon < 0 ? '' : inside.slice(0, colon).trimEnd();
  return /^[A-Za-z_-]{1,40}$/.test(key) ? { key, value: inside.slice(colon + 1).trim() } : { key: '', value: inside };
}

const MOST_MATTER = 100;

function readFrontMatter(lines: readonly string[], from: number): Metadata {
  const none: Metadata = { stated: [], lines: [], findings: [], end: from };
  if (lines[from] !== '---') return none;
  const close = lines.slice(from + 1, from + MOST_MATTER).findIndex((line) => /^(?:---|\.\.\.)\s*$/.test(line));
  if (close < 0) return none;
  const end = from + close + 2;
  const stated: StatedField[] = [];
  const findings: Finding[] = [];
  const read: MetadataLine[] = [];
  let ignoring = false;
  for (let at = from + 1; at < end - 1; at++) {
    const line = lines[at] ?? '';
    if (line.trim() === '') continue;
    const entry = /^([A-Za-z_-]{1,40}):(?: +(.*))?$/.exec(line);
    const key = entry?.[1]?.toLowerCase().replaceAll('-', '_');
    const value = unquoted(entry?.[2] ?? '');
    const field = key === undefined ? null : (FIELDS.get(key) ?? null);
    read.push({ line: at + 1, field });
    if (field !== null && value !== '') {
      stated.push({
        field,
        value: field === 'date' ? dayOf(value) : value,
        line: at + 1,
      });
      if (!isWhole(field, field === 'date' ? dayOf(value) : value)) {
        findings.push(finding('packet.metadata-unknown', atLine(at + 1), { observed: line.trim() }));
      }
      ignoring = false;
    } else if (entry !== null) {
      ignoring = IGNORED.test(entry[1]?.toLowerCase() ?? '');
      if (!ignoring) findings.push(finding('packet.metadata-unknown', atLine(at + 1), { observed: line.trim() }));
    } else if (!ignoring || !/^(?:\s+|- )/.test(line)) {
      findings.push(finding('packet.metadata-unknown', atLine(at + 1), { observed: line.trim() }));
    }
  }
  return { stated, lines: read, findings, end };
}

/** The day of a date with a time, as Jekyll writes it; any other value as it is. */
function dayOf(value: string): string {
  return /^(\d{4}-\d{2}-\d{2})[T ][\d:.]{5,15}(?: ?(?:Z|[+-]\d{2}:?\d{2}))?$/.exec(value)?.[1] ?? value;
}

/** A plain YAML scalar in one line, without quotes around it. A comment behind it stays, and is no part of any value. */
function unquoted(value: string): string {
  const quoted = /^(["'])(.*)\1\s*$/.exec(value)?.[2];
  return quoted ?? value.trim();
}
