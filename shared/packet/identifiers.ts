/** Identifiers in running text, and which of them look like the packet's own. */

/** Parts of letters and digits, joined by hyphens, underscores or dots: `BLK-DB-001`, `HOLD_PRODUCTION`. */
export const TOKEN = /[\p{L}\p{N}]+(?:[-_.][\p{L}\p{N}]+)*/gu;
/** Names that read like identifiers and are standards, algorithms or encodings. */
export const STANDARDS =
  /^(?:UTF|SHA\d*|RFC|ISO|IEC|AES|RSA|CVE|CWE|IEEE|ANSI|ECMA|PEP|FIPS|NIST|SP|TLS|MD|UTC|GMT|HTTP|ED|EC|BCP|STD|UAX|UTS|DIN|EN|IPV|USB|GPT)[-_.]?\d/i;

/** Every token of a text, each once, in order. */
export function tokensOf(text: string): string[] {
  return [...new Set(text.match(TOKEN) ?? [])];
}

/** Which tokens name something that the packet has: by its id, in any case. */
export function namedIn(text: string, ids: ReadonlySet<string>): string[] {
  const known = new Map([...ids].map((id) => [id.toLowerCase(), id]));
  const found = candidates(text).flatMap((token) => known.get(token.toLowerCase()) ?? []);
  return [...new Set(found)];
}

/** Tokens, and what is left of them without a last part that only ends a sentence; ids may hold `:` and `/`. */
function candidates(text: string): string[] {
  const wide = text.match(/[\p{L}\p{N}][\p{L}\p{N}._:/-]*/gu) ?? [];
  return [...tokensOf(text), ...wide.map((token) => token.replace(/[._:/-]+$/, ''))];
}

/** The shape of an identifier: a letter for each part, by what it is made of. `BLK-DB-001` is `A-A-9`. */
function shapeOf(id: string): string {
  return id
    .split(/([-_.])/)
    .map((part) => (/^[-_.]$/.test(part) ? '-' : /^\d+$/.test(part) ? '9' : /\d/.test(part) ? 'X' : 'A'))
    .join('');
}

/**
 * What identifiers of one family begin with: the first part where there are several (`BLK-` of `BLK-7`), else the
 * letters (`B` of `B7`).
 */
function prefixOf(id: string): string {
  const first = /^[\p{L}\p{N}]+(?=[-_.])/u.exec(id)?.[0];
  return (first === undefined ? (/^\p{L}+/u.exec(id)?.[0] ?? '') : `${first}-`).toUpperCase();
}

/**
 * Tells tokens that look like one of the packet's own identifiers and are none: the same first part with a number, or
 * capitals and digits in the same shape. Such a token is a blocker that was lost on the way here.
 */
export class OwnShapes {
  readonly #known: ReadonlySet<string>;
  readonly #prefixes: ReadonlySet<string>;
  readonly #shapes: ReadonlySet<string>;

  /** `own`: the ids that shapes are taken from; `others`: what else the packet names. All are known, in any case. */
  constructor(own: readonly string[], others: readonly string[]) {
    const named = own.filter((id) => /\p{L}/u.test(id) && /[-_.\d]/.test(id));
    this.#known = new Set([...own, ...others].map((id) => id.toLowerCase()));
    this.#prefixes = new Set(named.map(prefixOf).filter((prefix) => prefix !== '' && prefix !== '-'));
    this.#shapes = new Set(named.map(shapeOf).filter((shape) => shape.includes('-')));
  }

  /** The tokens of the text that look like an identifier of the packet and are none that it has. */
  strangersIn(text: string): string[] {
    return tokensOf(text).filter((token) => this.#isStranger(token));
  }

  /** Identifiers of any shape that the packet does not have; for texts that state something of one. */
  foreignIn(text: string): string[] {
    return tokensOf(text).filter(
      (token) =>
        isShouted(token) &&
        token.includes('-') &&
        (/\d/.test(token) || this.#prefixes.has(prefixOf(token))) &&
        !this.#isKnown(token),
    );
  }

  #isStranger(token: string): boolean {
    if (this.#isKnown(token) || !/[\d]/.test(token)) return false;
    const prefixed = this.#prefixes.has(prefixOf(token)) && (isShouted(token) || /(?:[-_.]|^\p{L}+)\d+$/u.test(token));
    return prefixed || (isShouted(token) && this.#shapes.has(shapeOf(token)));
  }

  #isKnown(token: string): boolean {
    if (this.#known.has(token.toLowerCase()) || /^\d{4}-\d{2}-\d{2}/.test(token)) return true;
    return STANDARDS.test(token) && !this.#prefixes.has(prefixOf(token));
  }
}

function isShouted(token: string): boolean {
  return /\p{Lu}/u.test(token) && !/\p{Ll}/u.test(token);
}
