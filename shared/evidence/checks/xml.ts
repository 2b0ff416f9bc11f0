import { fromUtf8 } from '../../encoding/bytes.ts';
import { err, ok, type Result } from '../../result.ts';

/** An element without its text, which nothing here reads. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
}

/**
 * The subset of XML 1.0 that test reports are written in: UTF-8, elements, attributes, text, CDATA, comments,
 * the five named entities and character references. A document type, any other entity, a processing instruction,
 * or a name outside ASCII is refused with a sentence: nothing is ever expanded or fetched.
 */
export function parseXml(bytes: Uint8Array): Result<XmlElement, string> {
  const text = fromUtf8(bytes);
  if (text === null) return err('It is not UTF-8.');
  const reader = new XmlReader(text.replace(/^\uFEFF/, ''));
  const root = reader.document();
  return root === null ? err(`It is not XML that is read here: ${reader.refusal}.`) : ok(root);
}

const MAX_DEPTH = 32;
/** Sticky: each is tried where the reader stands. None runs over content, whose length nothing bounds. */
const DECLARATION =
  /<\?xml version=["']1\.0["'](?: encoding=["'](?<encoding>[A-Za-z0-9._-]+)["'])?(?: standalone=["'](?:yes|no)["'])? *\?>/y;
const NAME = /[A-Za-z_][A-Za-z0-9._:-]*/y;
const SPACE = /[ \t\r\n]*/y;
const EQUALS = /[ \t\r\n]*=[ \t\r\n]*/y;
const TAG_END = /\/?>/y;

interface OpenElement {
  readonly name: string;
  readonly attributes: Map<string, string>;
  readonly children: XmlElement[];
}

/** A method that gives `null` or `false` has refused, and `refusal` says why. */
class XmlReader {
  refusal = '';
  readonly #text: string;
  readonly #open: OpenElement[] = [];
  #root: XmlElement | null = null;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): XmlElement | null {
    const encoding = this.#declaredEncoding();
    if (encoding.toUpperCase() !== 'UTF-8') return this.#refuse(`the encoding ${encoding}`);
    while (this.#at < this.#text.length) {
      if (!this.#next()) return null;
    }
    if (this.#open.length > 0 || this.#root === null) return this.#refuse('the end, before an element is closed');
    return this.#root;
  }

  #declaredEncoding(): string {
    DECLARATION.lastIndex = 0;
    const found = DECLARATION.exec(this.#text);
    this.#at = found?.[0].length ?? 0;
    return found?.groups?.encoding ?? 'UTF-8';
  }

  #next(): boolean {
    if (this.#takeText('<!--')) return this.#skipPast('-->') !== null;
    if (this.#open.length > 0 && this.#takeText('<![CDATA[')) return this.#skipPast(']]>') !== null;
    if (this.#takeText('</')) return this.#closeElement();
    if (this.#takeText('<')) return this.#openElement();
    return this.#content();
  }

  #content(): boolean {
    const end = this.#text.indexOf('<', this.#at);
    const content = this.#text.slice(this.#at, end === -1 ? undefined : end);
    const allowed = this.#open.length === 0 ? content.trim() === '' : decodeText(content) !== null;
    if (!allowed) return this.#refuse('text or an entity that is not allowed') !== null;
    this.#at += content.length;
    return true;
  }

  #openElement(): boolean {
    const name = this.#take(NAME);
    if (name === null) return this.#refuse('markup of another kind') !== null;
    if (this.#root !== null) return this.#refuse('a second root element') !== null;
    if (this.#open.length === MAX_DEPTH) return this.#refuse('elements too deep inside one another') !== null;
    const element: OpenElement = { name, attributes: new Map(), children: [] };
    for (;;) {
      const space = this.#take(SPACE);
      const end = this.#take(TAG_END);
      if (end !== null) {
        this.#open.at(-1)?.children.push(element);
        if (end === '>') this.#open.push(element);
        else if (this.#open.length === 0) this.#root = element;
        return true;
      }
      if (space === '' || !this.#attribute(element))
        return this.#refuse('an attribute that is malformed or twice') !== null;
    }
  }

  #attribute(element: OpenElement): boolean {
    const name = this.#take(NAME);
    const quote = this.#take(EQUALS) === null ? '' : this.#text.charAt(this.#at);
    if (name === null || (quote !== '"' && quote !== "'")) return false;
    this.#at += 1;
    const source = this.#skipPast(quote);
    const value = source === null || source.includes('<') ? null : decodeText(source);
    if (value === null || element.attributes.has(name)) return false;
    element.attributes.set(name, value);
    return true;
  }

  #closeElement(): boolean {
    const name = this.#take(NAME);
    this.#take(SPACE);
    const element = this.#open.pop();
    if (element === undefined || element.name !== name || !this.#takeText('>')) {
      return this.#refuse('an end tag that closes nothing') !== null;
    }
    if (this.#open.length === 0) this.#root = element;
    return true;
  }

  #take(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? null;
    this.#at += found?.length ?? 0;
    return found;
  }

  #takeText(text: string): boolean {
    const found = this.#text.startsWith(text, this.#at);
    if (found) this.#at += text.length;
    return found;
  }

  /** What stands before `end`. */
  #skipPast(end: string): string | null {
    const found = this.#text.indexOf(end, this.#at);
    if (found === -1) return this.#refuse(`no ${end}`);
    const before = this.#text.slice(this.#at, found);
    this.#at = found + end.length;
    return before;
  }

  #refuse(what: string): null {
    if (this.refusal === '') this.refusal = `${what}, line ${this.#text.slice(0, this.#at).split('\n').length}`;
    return null;
  }
}

const ENTITIES = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** Entities and character references decoded; `null` for any that is not one of the five or not a character. */
function decodeText(source: string): string | null {
  let allowed = true;
  const decode = (_: string, hex?: string, decimal?: string, name?: string): string => {
    const code = hex === undefined ? Number(decimal ?? Number.NaN) : Number.parseInt(hex, 16);
    const character = name === undefined ? characterOf(code) : ENTITIES.get(name);
    allowed &&= character !== undefined;
    return character ?? '';
  };
  const decoded = source.replace(/&(?:#x([0-9a-fA-F]{1,6});|#([0-9]{1,7});|([a-z]{1,8});)?/g, decode);
  return allowed ? decoded : null;
}

/** Char of XML 1.0, section 2.2. */
function characterOf(code: number): string | undefined {
  const isChar =
    code === 0x9 ||
    code === 0xa ||
    code === 0xd ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff);
  return isChar ? String.fromCodePoint(code) : undefined;
}
