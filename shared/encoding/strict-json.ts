import { type Finding, type FindingCode, finding } from '../finding/index.ts';
import { err, ok, type Result } from '../result.ts';
import { fromUtf8 } from './bytes.ts';

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

/** Made by the reader without a prototype, so that a key `__proto__` is a key like any other. */
export type JsonObject = { readonly [key: string]: JsonValue };

export interface JsonLimits {
  /** Bytes of the whole document; checked before anything is decoded. */
  readonly maxBytes: number;
  /** Arrays and objects inside one another; `[]` has depth 1. Checked before a level is entered. */
  readonly maxDepth: number;
  /** Fractions and exponents are refused unless this is set (only foreign documents need it). */
  readonly fractions?: boolean;
}

export const DEFAULT_JSON_LIMITS: JsonLimits = { maxBytes: 8 * 1024 * 1024, maxDepth: 64 };

/**
 * Reads one JSON document (RFC 8259) so that no other reader can understand it differently (RFC 7493, I-JSON):
 * valid UTF-8 without a byte order mark, no duplicate keys, no lone surrogates, integers within ±(2^53 - 1).
 * The first defect ends the reading, as a finding at `line L, column C` (columns count UTF-16 code units).
 */
export function parseStrictJson(
  bytes: Uint8Array,
  limits: JsonLimits = DEFAULT_JSON_LIMITS,
): Result<JsonValue, Finding> {
  if (bytes.length > limits.maxBytes) {
    return err(
      finding('json.too-large', 'the whole document', {
        observed: `${bytes.length} bytes`,
        expected: `at most ${limits.maxBytes} bytes`,
      }),
    );
  }
  const text = fromUtf8(bytes);
  if (text === null) return err(finding('json.not-utf8', 'the whole document'));
  if (text.startsWith('\uFEFF')) return err(finding('json.byte-order-mark', 'line 1, column 1'));
  return new Reader(text, limits).document();
}

/** True for a JSON object, as opposed to an array, a scalar or null. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const WHITESPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?<fraction>(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)/y;
const FOUR_HEX_DIGITS = /[0-9a-fA-F]{4}/y;
const LONE_SURROGATE = /\p{Surrogate}/u;
const LITERALS = [
  ['null', null],
  ['true', true],
  ['false', false],
] as const;
const ESCAPES = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/** Recursive descent over the text. A method that gives `undefined` has refused, and `failure` says why. */
class Reader {
  private at = 0;
  private depth = 0;
  private failure: Finding | null = null;
  private readonly text: string;
  private readonly limits: JsonLimits;

  constructor(text: string, limits: JsonLimits) {
    this.text = text;
    this.limits = limits;
  }

  document(): Result<JsonValue, Finding> {
    const value = this.value();
    if (value !== undefined && this.at < this.text.length) this.refuse('json.syntax', 'the end of the document');
    if (this.failure !== null) return err(this.failure);
    if (value === undefined) throw new Error('the JSON reader refused without a finding');
    return ok(value);
  }

  /** One value with the white space around it. */
  private value(): JsonValue | undefined {
    this.match(WHITESPACE);
    const value = this.bareValue();
    if (value !== undefined) this.match(WHITESPACE);
    return value;
  }

  private bareValue(): JsonValue | undefined {
    const next = this.text[this.at];
    if (next === '{') return this.nested(() => this.object());
    if (next === '[') return this.nested(() => this.array());
    if (next === '"') return this.string();
    for (const [word, value] of LITERALS) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length;
        return value;
      }
    }
    return this.number();
  }

  private nested(read: () => JsonValue | undefined): JsonValue | undefined {
    if (this.depth === this.limits.maxDepth) {
      return this.refuse('json.too-deep', `at most ${this.limits.maxDepth} levels`);
    }
    this.depth += 1;
    const value = read();
    this.depth -= 1;
    return value;
  }

  private object(): JsonObject | undefined {
    const members: { [key: string]: JsonValue } = Object.create(null);
    this.at += 1;
    this.match(WHITESPACE);
    if (this.take('}')) return members;
    do {
      this.match(WHITESPACE);
      const keyAt = this.at;
      const key = this.string();
      if (key === undefined) return undefined;
      if (Object.hasOwn(members, key)) return this.refuse('json.duplicate-key', 'each key once', keyAt);
      this.match(WHITESPACE);
      if (!this.take(':')) return this.refuse('json.syntax', 'a colon');
      const value = this.value();
      if (value === undefined) return undefined;
      members[key] = value;
    } while (this.take(','));
    return this.take('}') ? members : this.refuse('json.syntax', 'a comma or }');
  }

  private array(): JsonValue[] | undefined {
    const items: JsonValue[] = [];
    this.at += 1;
    this.match(WHITESPACE);
    if (this.take(']')) return items;
    do {
      const value = this.value();
      if (value === undefined) return undefined;
      items.push(value);
    } while (this.take(','));
    return this.take(']') ? items : this.refuse('json.syntax', 'a comma or ]');
  }

  private string(): string | undefined {
    const start = this.at;
    if (!this.take('"')) return this.refuse('json.syntax', 'a string');
    let value = '';
    for (;;) {
      value += this.plainCharacters();
      if (this.take('"')) break;
      if (!this.take('\\')) return this.refuse('json.syntax', 'the end of the string, with control characters escaped');
      const escaped = this.escape();
      if (escaped === undefined) return undefined;
      value += escaped;
    }
    return LONE_SURROGATE.test(value) ? this.refuse('json.lone-surrogate', undefined, start) : value;
  }

  private plainCharacters(): string {
    const start = this.at;
    while (this.at < this.text.length) {
      const next = this.text[this.at] ?? '';
      if (next === '"' || next === '\\' || next < ' ') break;
      this.at += 1;
    }
    return this.text.slice(start, this.at);
  }

  private escape(): string | undefined {
    if (this.take('u')) {
      const digits = this.match(FOUR_HEX_DIGITS);
      return digits === null
        ? this.refuse('json.syntax', 'four hex digits')
        : String.fromCharCode(Number.parseInt(digits[0], 16));
    }
    const character = ESCAPES.get(this.text[this.at] ?? '');
    if (character === undefined) return this.refuse('json.syntax', 'an escape that RFC 8259 names');
    this.at += 1;
    return character;
  }

  private number(): number | undefined {
    const start = this.at;
    const found = this.match(NUMBER);
    if (found === null) return this.refuse('json.syntax', 'a value');
    const [lexeme, fraction] = found;
    const value = Number(lexeme);
    const integer = fraction === '' && !Object.is(value, -0);
    if (!integer && this.limits.fractions !== true) {
      return this.refuse('json.number-not-integer', 'an integer', start);
    }
    return Number.isSafeInteger(value) || (!integer && Number.isFinite(value))
      ? value
      : this.refuse('json.number-out-of-range', 'at most 2^53 - 1', start);
  }

  private take(character: string): boolean {
    if (this.text[this.at] !== character) return false;
    this.at += 1;
    return true;
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found !== null) this.at += found[0].length;
    return found;
  }

  /** Keeps the first finding, since what follows a defect has no meaning. */
  private refuse(code: FindingCode, expected: string | undefined, at = this.at): undefined {
    this.failure ??= finding(code, placeOf(this.text, at), { expected });
    return undefined;
  }
}

function placeOf(text: string, at: number): string {
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  return `line ${line}, column ${at - before.lastIndexOf('\n')}`;
}
