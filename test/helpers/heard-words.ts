import type { Confirmation } from '../../shared/contract/views.ts';
import { fromHex } from '../../shared/encoding/bytes.ts';
import { digestToWords } from '../../shared/text/words.ts';

/** What the holder of a key reads aloud of the words that are asked; `null` where none are asked. */
export function heardWords(asked: Confirmation, keyid: string): string | null {
  if (asked.kind !== 'trust-key') return null;
  const words = digestToWords(fromHex(keyid) ?? new Uint8Array());
  return asked.positions.map((position) => words[position - 1]).join(' ');
}
