import { fromUtf8 } from '../encoding/bytes.ts';
import { sha256Hex } from '../encoding/digest.ts';
import { type Finding, finding } from '../finding/index.ts';
import { err, ok, type Result } from '../result.ts';
import { readDocument } from './document.ts';
import { readJsonPacket } from './json.ts';
import { readMarkdown } from './markdown.ts';
import { readPlainText } from './plain-text.ts';
import { splitLines } from './source.ts';
import type { PacketForm, PacketReading } from './types.ts';

/** Bytes of one packet file. Refused by its length alone, before anything is decoded. */
export const MAX_PACKET_BYTES = 1024 * 1024;

/** One file as it was found. The name only helps to tell the forms apart; untrusted. */
export interface PacketFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Reads a packet of any of the three forms. Bytes that cannot be read as one give findings alone; a packet that can
 * be read in part comes with its findings, and an `error` among them leaves only its default to be chosen.
 */
export function readPacket(
  bytes: Uint8Array,
  hint: { readonly name: string },
): Result<PacketReading, readonly Finding[]> {
  const refused = refusal(bytes);
  if (refused !== null) return err([refused]);
  const decoded = fromUtf8(bytes);
  if (decoded === null) return err([finding('packet.not-utf8', 'the whole file')]);
  if (formOf(hint.name, decoded) === 'json') return readJsonPacket(bytes, sha256Hex(bytes));
  const marked = decoded.startsWith('\uFEFF');
  const text = marked ? decoded.slice(1) : decoded;
  const form = formOf(hint.name, text);
  const over = overLimit(text);
  if (over !== null) return err([over]);
  const source = form === 'markdown' ? readMarkdown(text) : readPlainText(text);
  const reading = readDocument(source);
  if (!reading.ok) return err([reading.error]);
  const { findings, ...read } = reading.value;
  const mark = marked ? [finding('packet.byte-order-mark', 'line 1')] : [];
  return ok({
    sha256: sha256Hex(bytes),
    size: bytes.length,
    form,
    ...read,
    source: source.lines,
    document: source.blocks,
    findings: [...mark, ...findings],
  });
}

function refusal(bytes: Uint8Array): Finding | null {
  if (bytes.length === 0) return finding('packet.empty', 'the whole file');
  if (bytes.length > MAX_PACKET_BYTES) {
    const [observed, expected] = [`${bytes.length} bytes`, `at most ${MAX_PACKET_BYTES} bytes`];
    return finding('packet.too-large', 'the whole file', { observed, expected });
  }
  const nul = bytes.indexOf(0);
  return nul < 0 ? null : finding('packet.binary', `byte ${nul}`);
}

/** Far more than a document has that somebody reads; what is over them would only take long to parse. */
const MAX_LINES = 20_000;
const MAX_LINE_LENGTH = 16_384;
/** Characters of lines that stand together without a blank line between them; rows of a table are not counted. */
const MAX_PARAGRAPH = 131_072;

/** Each may begin a link, and the parser looks for its end. */
const MAX_BRACKETS = 10_000;

function overLimit(text: string): Finding | null {
  const brackets = text.split('[').length - 1;
  if (brackets > MAX_BRACKETS) return tooMany(`${brackets} opening brackets`, `at most ${MAX_BRACKETS}`);
  const lines = splitLines(text);
  if (lines.length > MAX_LINES) return tooMany(`${lines.length} lines`, `at most ${MAX_LINES} lines`);
  let paragraph = 0;
  for (const [at, line] of lines.entries()) {
    if (line.length > MAX_LINE_LENGTH) {
      return tooMany(`line ${at + 1}: ${line.length} characters`, `at most ${MAX_LINE_LENGTH} characters`);
    }
    if (line.trim() === '') paragraph = 0;
    else if (!line.startsWith('|')) paragraph += line.length + 1;
    if (paragraph > MAX_PARAGRAPH) {
      return tooMany(`line ${at + 1}: a paragraph of more`, `at most ${MAX_PARAGRAPH} characters`);
    }
  }
  return null;
}

function tooMany(observed: string, expected: string): Finding {
  return finding('packet.too-many', 'the whole file', { observed, expected });
}

const MARKDOWN_LINE = /^(?:#{1,6} \S| {0,3}\|?[ \t]*:?-{3,}:?[ \t]*\|)/m;

/** `.json` is JSON; other files are told apart by what they hold, since a copied document keeps any name. */
function formOf(name: string, text: string): PacketForm {
  const document = /\.(?:md|markdown|txt|text)$/i.test(name);
  if (/\.json$/i.test(name) || (!document && /^\uFEFF?\s*\{/.test(text))) return 'json';
  return MARKDOWN_LINE.test(text) ? 'markdown' : 'text';
}
