import { escapeVisible } from '../text/deceptive.ts';

/**
 * The grammar of rendered statements. It can be read back line by line, so that two statements never give one text:
 * headings stand at the left edge and are ours alone; a field is `Label: value` with foreign text only at the end of
 * its line, all line breaks in it escaped; foreign text of several lines stands behind `| `; a list says its length.
 */
export type Lines = readonly string[];

export function section(title: string, ...content: readonly Lines[]): Lines {
  return ['', title, ...indent(content.flat())];
}

export function field(label: string, value: string | number): Lines {
  return [`${label}: ${oneLine(String(value))}`];
}

export function block(label: string, text: string): Lines {
  return [`${label}:`, ...text.split('\n').map((line) => `| ${oneLine(line)}`)];
}

export function list<T>(label: string, items: readonly T[], each: (item: T) => Lines): Lines {
  const numbered = items.flatMap((item, index) => {
    const [first = '', ...others] = each(item);
    return [`${index + 1}. ${first}`, ...indent(others)];
  });
  return [`${label}: ${items.length === 0 ? 'none' : items.length}`, ...indent(numbered)];
}

/** For a field that may be absent: its lines when it is there, nothing otherwise. */
export function given<T>(value: T | null | undefined, render: (value: T) => Lines): Lines {
  return value === null || value === undefined ? [] : render(value);
}

function indent(lines: Lines): Lines {
  return lines.map((line) => `  ${line}`);
}

function oneLine(text: string): string {
  return escapeVisible(text).replaceAll('\n', '\\u{a}').replaceAll('\t', '\\u{9}');
}

/** One section of a rendered text: its heading, and its lines up to the next one, the heading's own among them. */
export interface TextSection {
  readonly title: string;
  readonly text: string;
}

/**
 * The sections of a rendered text: one after the other they are that text, to the byte. The first is its title; the empty
 * line before a heading belongs to what stands above it.
 */
export function sectionsOf(text: string): readonly TextSection[] {
  return text.split(/(?<=\n)(?=\S)/).map((section) => ({ title: section.split('\n', 1).join(''), text: section }));
}
