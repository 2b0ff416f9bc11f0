// docs/formats/packet-words.json, made from the lists and patterns that reading a packet uses: `npm run vectors` writes it,
// and a test compares it and the page that says how each is used.
import * as contradictions from '../../shared/packet/contradictions.ts';
import * as defaultOption from '../../shared/packet/default-option.ts';
import * as document from '../../shared/packet/document.ts';
import * as effect from '../../shared/packet/effect.ts';
import * as evidence from '../../shared/packet/evidence-references.ts';
import * as grants from '../../shared/packet/grants.ts';
import * as identifiers from '../../shared/packet/identifiers.ts';
import * as legs from '../../shared/packet/legs.ts';
import * as metadata from '../../shared/packet/metadata.ts';
import * as options from '../../shared/packet/options.ts';
import * as skeleton from '../../shared/packet/skeleton.ts';
import * as unread from '../../shared/packet/unread.ts';
import * as vocabulary from '../../shared/packet/vocabulary.ts';
import * as words from '../../shared/packet/words.ts';

const MODULES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  ...{
    contradictions,
    default: defaultOption,
    document,
    effect,
    evidence,
    grants,
    identifiers,
    legs,
    metadata,
    options,
  },
  ...{ skeleton, unread, vocabulary, words },
};

/** An ECMA-262 regular expression, or a list of words. */
type Entry = { readonly pattern: string; readonly flags: string } | readonly string[];

/** Each list and pattern by its name, such as `words.WATCH`. */
export function packetWords(): Readonly<Record<string, Entry>> {
  return Object.fromEntries(
    Object.entries(MODULES).flatMap(([module, exported]) =>
      Object.entries(exported).flatMap(([name, value]): [string, Entry][] => {
        const entry = entryOf(value);
        return entry === null ? [] : [[`${module}.${name}`, entry]];
      }),
    ),
  );
}

function entryOf(value: unknown): Entry | null {
  if (value instanceof RegExp) return { pattern: value.source, flags: value.flags };
  return value instanceof Set ? [...value].map(String) : null;
}

export function packetWordsText(): string {
  return `${JSON.stringify(packetWords(), null, 2)}\n`;
}
