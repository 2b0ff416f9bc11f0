import type { Finding } from '../finding/index.ts';
import type { DocumentBlock } from './types.ts';

/** A field that the document states somewhere, with the line (from 1) where it does. */
export interface StatedField {
  readonly field: 'id' | 'revision' | 'docStatus' | 'date' | 'title';
  readonly value: string;
  readonly line: number;
}

/** What both text forms are brought to before any field is read: from here on the form does not matter. */
export interface SourceDocument {
  /** In plain text a row of a table has no mark of its own; what a stray one looks like depends on that. */
  readonly form: 'markdown' | 'text';
  /** Without line terminators; `lines[0]` is line 1. */
  readonly lines: readonly string[];
  readonly blocks: readonly DocumentBlock[];
  readonly stated: readonly StatedField[];
  /** What went wrong while bringing it to blocks. */
  readonly findings: readonly Finding[];
}

/** A value with the place it was read from, for findings: `line 12`, or a JSON pointer. */
export interface Placed<T> {
  readonly value: T;
  readonly where: string;
}

export const atLine = (line: number): string => `line ${line}`;

/** CR LF, CR and LF all end a line (CommonMark 2.1). */
export function splitLines(text: string): string[] {
  return text.split(/\r\n|\r|\n/);
}

const COMMENT = /<!--\s*([A-Z_]+)\s*:\s*(.*?)\s*-->/g;
const COMMENT_FIELDS = new Map<string, StatedField['field']>([
  ['KB', 'id'],
  ['ID', 'id'],
  ['PACKET', 'id'],
  ['REVISION', 'revision'],
  ['DOC_STATUS', 'docStatus'],
  ['DATE', 'date'],
]);

/** The fields in comments such as `<!-- REVISION: 1 -->` on one line; comments that name no known field give none. */
export function fieldsInComments(text: string, line: number): StatedField[] {
  return Array.from(text.matchAll(COMMENT)).flatMap(([, name = '', value = '']) => {
    const field = COMMENT_FIELDS.get(name);
    return field === undefined ? [] : [{ field, value, line }];
  });
}
