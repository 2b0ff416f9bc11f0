import MarkdownIt from 'markdown-it';

const { unescapeAll } = new MarkdownIt().utils;

export const TAG = /<\/?[A-Za-z][^<>]{0,200}>/y;
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\u2028\u2029]/gu;
/** Every character that is drawn as a hyphen or as a short dash. */
export const DASH = /(?<=[\p{L}\p{N}])[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D](?=[\p{L}\p{N}])/gu;
/** Cyrillic and Greek letters that are drawn as Latin ones, and those. */
const LOOKALIKES = 'аеорсухіјѕԁһԛԝАВЕКМНОРСТУХІЈЅԌΑΒΕΖΗΙΚΜΝΟΡΤΥΧοϲν';
const LATIN = 'aeopcyxijsdhqwABEKMHOPCTYXIJSGABEZHIKMNOPTYXocv';
const TO_LATIN = new Map([...LOOKALIKES].map((letter, at) => [letter, LATIN[at] ?? letter]));
const LOOKALIKE = new RegExp(`[${LOOKALIKES}]`, 'gu');
const WORD = /[\p{L}\p{N}_-]+/gu;

const PLAIN = /^[^<&\\\u0080-\uFFFF]*$/;

/**
 * The text as a person sees it who reads it in a viewer: entities and escapes decoded, tags and invisible characters
 * gone, dashes and imitated letters as the plain ones. It is only ever searched, so that nothing hides in a spelling;
 * no field is read from it.
 */
export function skeletonOf(text: string): string {
  if (PLAIN.test(text)) return text;
  return unescapeAll(withoutTags(text))
    .replace(INVISIBLE, '')
    .normalize('NFKC')
    .replace(DASH, '-')
    .replace(WORD, (word) => (/[A-Za-z]/.test(word) ? inLatin(word) : word));
}

function inLatin(word: string): string {
  return word.replace(LOOKALIKE, (letter) => TO_LATIN.get(letter) ?? letter);
}

/** The text without HTML tags and comments, in time linear in its length. */
function withoutTags(text: string): string {
  const kept: string[] = [];
  let from = 0;
  let commentsEnd = true;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    let end = -1;
    if (text.startsWith('<!--', at)) {
      if (commentsEnd) end = text.indexOf('-->', at + 4);
      commentsEnd = end >= 0;
      if (commentsEnd) end += 3;
    } else {
      TAG.lastIndex = at;
      if (TAG.test(text)) end = TAG.lastIndex;
    }
    if (end < 0) at++;
    else {
      kept.push(text.slice(from, at));
      from = end;
      at = end;
    }
  }
  kept.push(text.slice(from));
  return kept.join('');
}

export const ENTITY = /&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});/;

/** A character reference such as `&#8203;`, which a viewer shows as another character; `null` where there is none. */
export function entityIn(text: string): string | null {
  return ENTITY.exec(text)?.[0] ?? null;
}
