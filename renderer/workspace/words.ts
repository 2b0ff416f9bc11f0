/** The words that texts are found by: runs of letters and digits, compatibility-folded, lower case, each once. */
export function wordsOf(...texts: readonly string[]): readonly string[] {
  const folded = texts.join(' ').normalize('NFKC').toLowerCase();
  return [...new Set(folded.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [])];
}
