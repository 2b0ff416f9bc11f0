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

/** Untrusted names one after the other: `A, B and C`. */
export function listed(names: readonly string[], and: string): Sentence {
  const between = (at: number): string => {
    if (at === 0) return '';
    return at === names.length - 1 ? ` ${and} ` : ', ';
  };
  return names.flatMap((untrusted, at) => [between(at), { untrusted }]).filter((part) => part !== '');
}

/** A sentence as text, for where nothing isolates its parts: whoever shows it escapes all of it. */
export function plainText(sentence: Sentence): string {
  return sentence.map((part) => (typeof part === 'string' ? part : part.untrusted)).join('');
}
