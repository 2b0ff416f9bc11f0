import { EVEN_WORDS, ODD_WORDS } from '../../shared/text/word-list.ts';

/** 512 words, so that each drawn at random is worth 9 bits. */
const WORDS: readonly string[] = [...EVEN_WORDS, ...ODD_WORDS].map((word) => word.toLowerCase());

/** Together 63 bits, each guess of which costs a second of scrypt: more than anybody can try. */
export const SUGGESTED = 7;

/** One word for each random number, all equally likely: 65,536 is a multiple of 512. */
export function drawWords(random: Uint16Array): readonly string[] {
  return Array.from(random, (number) => {
    const word = WORDS[number % WORDS.length];
    if (word === undefined) throw new RangeError('the list of words is empty');
    return word;
  });
}

/** A passphrase that nobody has thought of. */
export function suggestPassphrase(): string {
  return drawWords(crypto.getRandomValues(new Uint16Array(SUGGESTED))).join(' ');
}
