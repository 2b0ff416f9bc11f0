import type { Severity } from './kind.ts';

/** Findings of the strict JSON reader, whatever the document is: `json.<what-is-wrong>`. */
export const jsonFindings = {
  'json.too-large': 'error',
  'json.too-deep': 'error',
  'json.not-utf8': 'error',
  'json.byte-order-mark': 'error',
  'json.syntax': 'error',
  'json.duplicate-key': 'error',
  'json.lone-surrogate': 'error',
  'json.number-not-integer': 'error',
  'json.number-out-of-range': 'error',
} as const satisfies Readonly<Record<string, Severity>>;
