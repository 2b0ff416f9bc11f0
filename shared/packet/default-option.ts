import { type Finding, finding } from '../finding/index.ts';
import { namedIn } from './identifiers.ts';
import type { WrittenOption } from './options.ts';
import { type Passage, sentencesOf } from './passages.ts';
import { atLine, type Placed } from './source.ts';

export interface DefaultReading {
  /** The one option that every statement of the default means; `null` when there is none, or more than one. */
  readonly id: string | null;
  /** Where the text states it. */
  readonly lines: readonly { readonly line: number; readonly id: string }[];
  readonly findings: readonly Finding[];
}

const NAME = '[`"\'*]{0,3}([A-Z][A-Z0-9]*(?:[_-][A-Z0-9]+)*)\\b';
export const STATED = new RegExp(`\\b[Dd](?:efault|EFAULT)(?: (?:option|choice))?\\s*(?:=|:|is)\\s*${NAME}`, 'g');
export const STATED_IN_HEADING = new RegExp(`\\b[Dd](?:efault|EFAULT)\\s*(?:=|:|is)?\\s*${NAME}`, 'g');

/**
 * The default is stated beside an option (`(default, recommended)`), in a sentence (`Default = ID`), or in a heading
 * (`default HOLD`, where the first word of an id is enough if it means one option alone). All statements must agree.
 */
export function readDefault(options: readonly Placed<WrittenOption>[], passages: readonly Passage[]): DefaultReading {
  const findings: Finding[] = [];
  const stated = new Map<string, string>();
  const lines: { line: number; id: string }[] = [];
  for (const { value, where } of options) {
    if (!statesDefault(value.qualifier)) continue;
    if (!stated.has(value.id)) stated.set(value.id, where);
  }
  for (const passage of passages) {
    if (passage.kind === 'text') findings.push(...unclear(passage, options));
    const pattern = passage.kind === 'heading' ? STATED_IN_HEADING : STATED;
    for (const [, name = ''] of passage.text.matchAll(pattern)) {
      const id = resolve(name, options);
      const where = atLine(passage.line);
      if (id === null) findings.push(finding('packet.default-unknown', where, { observed: name }));
      else {
        lines.push({ line: passage.line, id });
        if (!stated.has(id)) stated.set(id, where);
      }
    }
  }
  const ids = [...stated.keys()];
  const [first = null] = ids;
  if (first === null)
    return { id: null, lines, findings: [...findings, finding('packet.no-default', 'the whole document')] };
  if (ids.length === 1) return { id: first, lines, findings };
  const second = [...stated.values()][1] ?? 'the whole document';
  return {
    id: null,
    lines,
    findings: [...findings, finding('packet.two-defaults', second, { observed: ids.join(', ') })],
  };
}

export const SPEAKS_OF_DEFAULT =
  /(?<![\p{L}\p{N}])(?:defaults?|mặc định|standardoption|défaut|predeterminad[oa]|padrão|по умолчанию)(?![\p{L}\p{N}])|默认|既定/iu;
export const DOUBTS =
  /[?~]|(?<![\p{L}\p{N}])(?:not|no|never|if|unless|or|was|were|revision|previous(?:ly)?|formerly|until|instead|should|would|could|may|might|longer|nicht|kein|ne|pas|không|не)(?![\p{L}\p{N}])/iu;

/** A sentence that speaks of the default and of an option in a way that is no plain statement. */
function unclear(passage: Passage, options: readonly Placed<WrittenOption>[]): Finding[] {
  const ids = new Set(options.map(({ value }) => value.id));
  return sentencesOf(passage.text).flatMap((sentence) => {
    if (!SPEAKS_OF_DEFAULT.test(sentence) || namedIn(sentence, ids).length === 0) return [];
    const stated = [...sentence.matchAll(STATED)].length > 0;
    const rest = sentence.replace(STATED, ' ');
    const plain = stated && !DOUBTS.test(rest) && !/[?~]/.test(sentence) && namedIn(rest, ids).length === 0;
    const observed = sentence.slice(0, 200);
    return plain || IN_BRACKETS.test(sentence)
      ? []
      : [finding('packet.default-unclear', atLine(passage.line), { observed })];
  });
}

/** `ID (default) — text`: an option, which says by itself that it is the default. */
export const IN_BRACKETS = /^\S+ \([^()]*\bdefault\b[^()]*\)/i;

/** `default`, `the default`, `default option`, beside other words parted by commas; "not the default" states none. */
function statesDefault(qualifier: string): boolean {
  return qualifier.split(/[,;]/).some((part) => /^(?:the )?default(?: (?:option|choice))?$/i.test(part.trim()));
}

function resolve(name: string, options: readonly Placed<WrittenOption>[]): string | null {
  const ids = [...new Set(options.map((option) => option.value.id))];
  if (ids.includes(name)) return name;
  const meant = ids.filter((id) => id.startsWith(`${name}_`) || id.startsWith(`${name}-`));
  return meant.length === 1 ? (meant[0] ?? null) : null;
}
