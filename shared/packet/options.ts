import { type Finding, finding } from '../finding/index.ts';
import { type EffectReading, readEffect } from './effect.ts';
import { collapse, provableText, rawText } from './inline.ts';
import type { Section } from './outline.ts';
import { passagesOf } from './passages.ts';
import { skeletonOf } from './skeleton.ts';
import { atLine, type Placed } from './source.ts';
import type { DocumentBlock } from './types.ts';
import { pictureIn, uncheckedCondition, unknownBeside, withdrawnIn } from './words.ts';

/** One option as a document writes it: `1. ID (qualifier) — text`. */
export interface WrittenOption {
  readonly rank: number;
  readonly id: string;
  /** What stands in parentheses after the id, such as `default, recommended`. */
  readonly qualifier: string;
  readonly text: string;
  readonly effect: EffectReading;
}

export interface OptionsReading {
  readonly options: readonly Placed<WrittenOption>[];
  /** The lists that were read as options. */
  readonly lists: ReadonlySet<DocumentBlock>;
  readonly findings: readonly Finding[];
}

const SNAKE_ID = '[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+';
export const ENTRY = /^([A-Za-z][A-Za-z0-9_.-]*)(?: ?\(([^()]*)\))?(?: [—–-]{1,2} |: )(.+)$/;
export const SHOUTED_ENTRY = new RegExp(`^(?:${SNAKE_ID}|[A-Z][A-Z0-9]+ ?\\([^()]*\\bdefault\\b[^()]*\\))`);

/**
 * The options of a document: the items of each ordered list that has at least one item in the form of an option,
 * and of any list under a heading that speaks of options. A list that is one must be one in every item.
 */
export function readOptions(sections: readonly Section[], lines: readonly string[]): OptionsReading {
  const options: Placed<WrittenOption>[] = [];
  const lists = new Set<DocumentBlock>();
  const findings: Finding[] = [];
  for (const { kind, blocks } of sections) {
    for (const block of blocks) {
      if (block.kind !== 'list' || !isOptionList(block, kind === 'options')) continue;
      lists.add(block);
      // CommonMark lets a list be written as 1, 1, 1: then the numbers say nothing, and the places count.
      const numbers = block.items.length > 1 && new Set(block.numbers).size === 1 ? [] : block.numbers;
      for (const [index, item] of block.items.entries()) {
        const where = atLine(item[0]?.line ?? block.line);
        const option = readEntry(item, numbers[index] ?? index + 1);
        if (option === null) findings.push(finding('packet.option-unreadable', where, { observed: textOf(item) }));
        else options.push({ value: option, where });
      }
    }
  }
  const strays = strayOptions(lines, new Set(options.map((option) => option.where)));
  return {
    options,
    lists,
    findings: [
      ...findings,
      ...rankFindings(options),
      ...options.flatMap(speaksAgainstItself),
      ...sections.flatMap((section) => headingSpeaksAgainst(section, lists)),
      ...strays,
    ],
  };
}

function isOptionList(block: Extract<DocumentBlock, { kind: 'list' }>, headed: boolean): boolean {
  const entries = block.items.map(textOf).filter((item) => ENTRY.test(item));
  return headed ? entries.length > 0 : block.ordered && entries.some((item) => SHOUTED_ENTRY.test(item));
}

/**
 * The effect is read from the first paragraph. An item that goes on behind it (a second paragraph, a nested list) is
 * taken to change things: what follows may take back what the first line says.
 */
function readEntry(item: readonly DocumentBlock[], rank: number): WrittenOption | null {
  const [, id, qualifier = '', text] = ENTRY.exec(textOf(item)) ?? [];
  if (id === undefined || text === undefined || text.length > MAX_TEXT || SECOND_ENTRY.test(text)) return null;
  const [first, ...more] = item;
  const raw = first?.kind === 'paragraph' ? collapse(rawText(first.text)) : '';
  const provable = first?.kind === 'paragraph' ? collapse(provableText(first.text)) : '';
  const said = ENTRY.exec(raw)?.[3] ?? '';
  const behindId = raw.indexOf('(') + 1;
  const effect = readEffect(
    provable.slice(provable.length - said.length),
    qualifier === '' ? '' : provable.slice(behindId, behindId + qualifier.length),
  );
  const whole = more.length === 0 && said !== '';
  return { rank, id, qualifier, text, effect: { ...effect, changesNothing: whole && effect.changesNothing } };
}

/** An option that says of itself that it must not be chosen, or under a condition that no rule checks. */
function speaksAgainstItself({ value, where }: Placed<WrittenOption>): Finding[] {
  const text = skeletonOf(`${value.id} (${value.qualifier}) ${value.text}`);
  const withdrawn = withdrawnIn(text.replaceAll('_', ' '));
  // Every clause of an option that changes nothing is understood, so that none is a condition.
  const said = value.effect.changesNothing ? '' : skeletonOf(`(${value.qualifier}) ${value.text}`);
  const condition = uncheckedCondition(said) ?? unknownQualifier(value.qualifier);
  return [
    ...(withdrawn === null ? [] : [finding('packet.option-withdrawn', where, { observed: withdrawn })]),
    ...(condition === null ? [] : [finding('packet.option-condition', where, { observed: condition })]),
  ];
}

/** What stands behind an option's name may say that it cannot be chosen: only these words are known not to. */
export const QUALIFIER =
  /^(?:(?:the|a|not the) )?(?:default|recommended|preferred|proposed|safe|safest|(?:non-)?mutating|(?:ir)?reversible|read-only|dry[- ]run|no mutation|production|execution|fallback)(?: (?:option|choice|only|execution))?$/i;

function unknownQualifier(qualifier: string): string | null {
  const parts = qualifier.split(/[,;/+]/).map((part) => part.trim());
  return parts.find((part) => part !== '' && !QUALIFIER.test(part)) ?? null;
}

/** A heading over a list of options with words that may say that they cannot be chosen. */
function headingSpeaksAgainst({ heading, kind, blocks }: Section, lists: ReadonlySet<DocumentBlock>): Finding[] {
  if (heading === null || kind === 'title' || !blocks.some((block) => lists.has(block))) return [];
  const text = skeletonOf(rawText(heading.text));
  const observed = unknownBeside(text.replace(/\bdefault\s*[:=]?\s*[A-Z][A-Z0-9_-]*/g, ' ')) ?? pictureIn(text);
  return observed === null ? [] : [finding('packet.option-condition', atLine(heading.line), { observed })];
}

/** Characters of one option: what a person reads before choosing it, and what `packet.json` allows. */
const MAX_TEXT = 4096;
/** Another option inside the text of one: the line break between them was lost. */
export const SECOND_ENTRY = new RegExp(`${SNAKE_ID}(?: ?\\([^()]*\\))? [—–] `);

/** All text of an item: what stands in a second paragraph or a nested list is part of the option too. */
function textOf(item: readonly DocumentBlock[]): string {
  const [first, ...rest] = item;
  const head = first?.kind === 'paragraph' ? rawText(first.text) : '';
  const more = passagesOf(first?.kind === 'paragraph' ? rest : item).map((passage) => passage.text);
  return collapse([head, ...more].join(' '));
}

/** Ranks are 1, 2, 3, ... A gap is where an option was lost. */
function rankFindings(options: readonly Placed<WrittenOption>[]): Finding[] {
  return options.flatMap((option, index) =>
    option.value.rank === index + 1
      ? []
      : [
          finding('packet.option-rank', option.where, {
            observed: String(option.value.rank),
            expected: String(index + 1),
          }),
        ],
  );
}

export const STRAY = new RegExp(`^.{0,8}\\b${SNAKE_ID}\`?\\s*(?:\\([^()]*\\))?\\s+[—–-]{1,2}\\s`);
/** A bullet that explains a name; one that goes on with a number is a damaged item. */
export const BULLET = /^\s*[-*+•]\s+(?!\d+[.)])/;

/** Lines that begin like an option but are none: their number is damaged, or they ran into the option above. */
function strayOptions(lines: readonly string[], read: ReadonlySet<string>): Finding[] {
  return lines.flatMap((line, index) => {
    const where = atLine(index + 1);
    const stray = STRAY.test(line.trim().slice(0, 400)) && !BULLET.test(line) && !read.has(where);
    return stray ? [finding('packet.option-outside-list', where, { observed: line.trim() })] : [];
  });
}
