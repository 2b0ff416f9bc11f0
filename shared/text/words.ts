import { err, ok, type Result } from '../result.ts';
import { EVEN_WORDS, ODD_WORDS } from './word-list.ts';

/** Why spoken words are no digest: the word and its place, counted from 1. */
export interface WordsProblem {
  readonly code: 'unknown-word' | 'wrong-place';
  readonly sentence: string;
  readonly word: string;
  readonly place: number;
}

/** One word of the PGP word list for each byte, to be read aloud and compared. Any number of bytes. */
export function digestToWords(bytes: Uint8Array): string[] {
  return Array.from(bytes, (byte, place) => {
    const word = listAt(place)[byte];
    if (word === undefined) throw new RangeError(`the word list has no word for ${byte}`);
    return word;
  });
}

/** The bytes that the words stand for; capitals do not matter. A word of the other list means a word was lost. */
export function wordsToDigest(words: readonly string[]): Result<Uint8Array<ArrayBuffer>, WordsProblem> {
  const bytes = new Uint8Array(words.length);
  for (const [place, word] of words.entries()) {
    const byte = positionsAt(place).get(word.toLowerCase());
    if (byte === undefined) return err(problem(word, place));
    bytes[place] = byte;
  }
  return ok(bytes);
}

function problem(word: string, place: number): WordsProblem {
  const known = positionsAt(place + 1).has(word.toLowerCase());
  return {
    code: known ? 'wrong-place' : 'unknown-word',
    sentence: known
      ? `The word "${word}" cannot stand at place ${place + 1}: a word before it was left out or said twice.`
      : `The word "${word}" at place ${place + 1} is not in the word list; read it again.`,
    word,
    place: place + 1,
  };
}

const positionsOf = (list: readonly string[]) => new Map(list.map((word, byte) => [word.toLowerCase(), byte]));
const EVEN_POSITIONS = positionsOf(EVEN_WORDS);
const ODD_POSITIONS = positionsOf(ODD_WORDS);

const listAt = (place: number) => (place % 2 === 0 ? EVEN_WORDS : ODD_WORDS);
const positionsAt = (place: number) => (place % 2 === 0 ? EVEN_POSITIONS : ODD_POSITIONS);
