/** A piece of a sentence: our own words, or text that came from outside and is to be shown escaped and isolated. */
export type Part = string | { readonly untrusted: string };
export type Sentence = readonly Part[];

/**
 * Makes a sentence whose substituted strings are untrusted: `<Say>` shows each of them in its own bidirectional
 * isolate with deceptive characters spelled out, so that a name on a stick cannot rewrite the words around it.
 */
export function say(words: TemplateStringsArray, ...untrusted: readonly string[]): Sentence {
  return words.flatMap((word, at) => {
    const value = untrusted[at];
    return value === undefined ? [word] : [word, { untrusted: value }];
  });
}
