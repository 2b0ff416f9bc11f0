import type { Finding } from '../finding/index.ts';
import type { DocumentBlock } from './types.ts';

/** A field that the document states somewhere, with the line (from 1) where it does. */
export interface StatedField {
  readonly field: 'id' | 'revision' | 'docStatus' | 'date' | 'title';
  readonly value: string;
  readonly line: number;
}

/** A line that is no block of the document: metadata at its top. `field` is `null` where nothing was read from it. */
export interface MetadataLine {
  readonly line: number;
  readonly field: StatedField['field'] | null;
}

/** What both text forms are brought to before any field is read: from here on the form does not matter. */
export interface SourceDocument {
  /** In plain text a row of a table has no mark of its own; what a stray one looks like depends on that. */
  readonly form: 'markdown' | 'text';
  /** Without line terminators; `lines[0]` is line 1. */
  readonly lines: readonly string[];
  /** In the order of their lines. The title is a heading of level 1. */
  readonly blocks: readonly DocumentBlock[];
  readonly stated: readonly StatedField[];
  readonly metadata: readonly MetadataLine[];
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
