import { fromUtf8 } from '../bytes.ts';
import { type Finding, finding } from '../finding/index.ts';
import { err, ok, type Result } from '../result.ts';
import { sha256Hex } from '../statement/digest.ts';
import { readDocument } from './document.ts';
import { readJsonPacket } from './json.ts';
import { readMarkdown } from './markdown.ts';
import { readPlainText } from './plain-text.ts';
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

const MARKDOWN_LINE = /^(?:#{1,6} \S| {0,3}\|?[ \t]*:?-{3,}:?[ \t]*\|)/m;

/** `.json` is JSON; other files are told apart by what they hold, since a copied document keeps any name. */
function formOf(name: string, text: string): PacketForm {
  const document = /\.(?:md|markdown|txt|text)$/i.test(name);
  if (/\.json$/i.test(name) || (!document && /^\uFEFF?\s*\{/.test(text))) return 'json';
  return MARKDOWN_LINE.test(text) ? 'markdown' : 'text';
}
