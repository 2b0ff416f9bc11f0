import { type Failure, failure } from '../failure/failure.ts';
import { err, ok, type Result } from '../result.ts';
import { EVEN_WORDS, ODD_WORDS } from './word-list.ts';

/** Why spoken words are no digest: the word and its place, counted from 1. */
export type WordsFailure = Failure<'words/unknown-word' | 'words/wrong-place'>;

/** One word of the PGP word list for each byte, to be read aloud and compared. Any number of bytes. */
export function digestToWords(bytes: Uint8Array): string[] {
  return Array.from(bytes, (byte, place) => {
    const word = listAt(place)[byte];
    if (word === undefined) throw new RangeError(`the word list has no word for ${byte}`);
    return word;
  });
}

/** The bytes that the words stand for; capitals do not matter. A word of the other list means a word was lost. */
export function wordsToDigest(words: readonly string[]): Result<Uint8Array<ArrayBuffer>, WordsFailure> {
  const bytes = new Uint8Array(words.length);
  for (const [place, word] of words.entries()) {
    const byte = positionsAt(place).get(word.toLowerCase());
    if (byte === undefined) return err(misread(word, place));
    bytes[place] = byte;
  }
  return ok(bytes);
}

function misread(word: string, place: number): WordsFailure {
  const isKnown = positionsAt(place + 1).has(word.toLowerCase());
  return failure(isKnown ? 'words/wrong-place' : 'words/unknown-word', { params: { word, place: place + 1 } });
}

const positionsOf = (list: readonly string[]) => new Map(list.map((word, byte) => [word.toLowerCase(), byte]));
const EVEN_POSITIONS = positionsOf(EVEN_WORDS);
const ODD_POSITIONS = positionsOf(ODD_WORDS);

const listAt = (place: number) => (place % 2 === 0 ? EVEN_WORDS : ODD_WORDS);
const positionsAt = (place: number) => (place % 2 === 0 ? EVEN_POSITIONS : ODD_POSITIONS);
