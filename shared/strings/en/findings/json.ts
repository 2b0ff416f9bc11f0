import type { jsonFindings } from '../../../finding/json.ts';
import type { FindingWords } from './words.ts';

const ASK_FOR_A_NEW_COPY = 'Ask the person who made the file for a corrected one. Do not edit it by hand.';

/** Findings of the strict JSON reader, whatever the document is: `json.<what-is-wrong>`. */
export const jsonWords = {
  'json.too-large': {
    sentence: 'The JSON document is larger than this kind of document may be.',
    wayOut: 'Check that this is the file that was meant.',
  },
  'json.too-deep': {
    sentence: 'The JSON document is nested deeper than is allowed.',
    wayOut: ASK_FOR_A_NEW_COPY,
  },
  'json.not-utf8': {
    sentence: 'The file is not UTF-8 text, so it is not JSON.',
    wayOut: 'Check that this is the file that was meant, and that it was copied whole.',
  },
  'json.byte-order-mark': {
    sentence: 'The JSON document begins with a byte order mark, which RFC 8259 does not allow.',
    wayOut: 'Save it as UTF-8 without a byte order mark; its digest changes with that.',
  },
  'json.syntax': {
    sentence: 'The file is not JSON as RFC 8259 defines it.',
    wayOut: ASK_FOR_A_NEW_COPY,
  },
  'json.duplicate-key': {
    sentence: 'A key occurs twice in one JSON object, so two readers may see two different documents.',
    wayOut: ASK_FOR_A_NEW_COPY,
  },
  'json.lone-surrogate': {
    sentence: 'A JSON string has half of a surrogate pair, which is not a character.',
    wayOut: ASK_FOR_A_NEW_COPY,
  },
  'json.number-not-integer': {
    sentence: 'A number has a fraction, an exponent or a negative zero where only integers are allowed.',
    wayOut: ASK_FOR_A_NEW_COPY,
  },
  'json.number-out-of-range': {
    sentence: 'A number is too large to be read exactly (beyond 2^53 - 1).',
    wayOut: ASK_FOR_A_NEW_COPY,
  },
} satisfies FindingWords<keyof typeof jsonFindings>;
