import { fromHex } from '../../shared/encoding/bytes.ts';
import { digestToWords } from '../../shared/text/words.ts';
import { type Run, unreadable } from './command.ts';
import type { usages } from './commands.ts';
import { readKey } from './trust.ts';

/** `words KEY.pub`: the words of a key, numbered, as its holder reads some of them aloud to whoever is to trust it. */
export const keyWords: Run<typeof usages.words> = async (input) => {
  const key = await readKey(input.operand());
  if (!key.ok) return unreadable(key.error);
  const { keyid } = key.value;
  const words = digestToWords(fromHex(keyid) ?? new Uint8Array());
  return {
    status: 0,
    json: { keyid, words },
    messages: [],
    facts: [['keyid', keyid], ...words.map((word, at): [string, string] => [String(at + 1), word])],
  };
};
