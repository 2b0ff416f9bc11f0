import { utf8 } from './bytes.ts';

/** JSON to be written. A member that is `undefined` is left out, so that typed values with optional fields fit. */
export type WritableJson =
  | null
  | boolean
  | number
  | string
  | readonly WritableJson[]
  | { readonly [key: string]: WritableJson | undefined };

const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * The one byte form of a value that we sign: RFC 8785 (JCS) restricted to integers. Keys sorted by UTF-16 code
 * units, no white space, strings escaped as ECMAScript's JSON.stringify does, UTF-8, no trailing newline.
 * Throws for a fraction, an integer beyond 2^53 - 1 or a lone surrogate: none comes out of the strict reader,
 * so one here is a bug of the caller.
 */
export function toCanonicalJson(value: WritableJson): Uint8Array<ArrayBuffer> {
  return utf8(canonicalText(value));
}

function canonicalText(value: WritableJson): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return integerText(value);
  if (typeof value === 'string') return stringText(value);
  if (isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  const members = Object.entries(value).sort(byCodeUnits).flatMap(memberText);
  return `{${members.join(',')}}`;
}

function memberText([key, member]: readonly [string, WritableJson | undefined]): readonly string[] {
  return member === undefined ? [] : [`${stringText(key)}:${canonicalText(member)}`];
}

function integerText(value: number): string {
  if (!Number.isSafeInteger(value)) throw new Error(`${value} is not an integer that JSON can carry exactly`);
  return String(value);
}

function stringText(value: string): string {
  if (LONE_SURROGATE.test(value)) throw new Error('a string with a lone surrogate has no UTF-8 form');
  return JSON.stringify(value);
}

function isArray(value: WritableJson): value is readonly WritableJson[] {
  return Array.isArray(value);
}

function byCodeUnits([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
