import assert from 'node:assert/strict';
import fc from 'fast-check';
import { concatBytes, fromUtf8, utf8 } from '../../shared/encoding/bytes.ts';
import { changed, type Files } from './dossier-files.ts';
import { harmed } from './harmed.ts';

/** How many changes are tried, by a fixed seed. */
export const RUNS = 40;
export const SEED = Number(process.env.HOLDFAST_BROKEN_SEED ?? 12);

/** Says which change was not found, without all the files. */
export function briefly(run: {
  readonly failed: boolean;
  readonly errorInstance?: unknown;
  readonly seed: number;
}): void {
  if (run.failed) throw new Error(`seed ${run.seed}: ${String(run.errorInstance)}`);
}

/**
 * What whoever carries an exported folder can make of it without a private key: the files with one change, SHA256SUMS made
 * to fit, and which change. `older`: another folder of the same kind, of which parts may be taken.
 */
export function oneChange(files: Files, older: Files): fc.Arbitrary<readonly [string, Files]> {
  const names = [...files.keys()].filter((name) => name !== 'SHA256SUMS');
  return fc.constantFrom(...names).chain((name) => {
    const bytes = files.get(name) ?? assert.fail();
    const others = names.filter((other) => other !== name && kindOf(other) === kindOf(name));
    const other = fc.constantFrom(...(others.length === 0 ? names : others));
    const alone = [
      fc.constant<Change>(['removed', { [name]: null }]),
      fc
        .constantFrom('\n', ' ', 'x')
        .map<Change>((more) => ['a byte more', { [name]: concatBytes(bytes, utf8(more)) }]),
      fc.constant<Change>(['a byte less', { [name]: bytes.subarray(0, -1) }]),
      fc.constant<Change>(['renamed', { [name]: null, [nextName(name)]: bytes }]),
      fc.constant<Change>(['doubled', { [nextName(name)]: bytes }]),
      harmed(bytes).map<Change>((worse) => ['harmed', { [name]: worse }]),
      other.map<Change>((one) => ['another’s', { [name]: files.get(one) ?? bytes }]),
      other.map<Change>((one) => ['exchanged', { [name]: files.get(one) ?? bytes, [one]: bytes }]),
      fc.constant<Change>(['an older one', { [name]: older.get(name) ?? null }]),
    ];
    const inJson = name.endsWith('.json')
      ? [changedJson(bytes).map<Change>(([what, text]) => [what, { [name]: text }])]
      : [];
    return fc
      .oneof(...alone, ...inJson, ...inJson, ...inJson)
      .map(([what, change]) => [`${name} ${what}`, changed(files, change)] as const);
  });
}

type Change = readonly [string, Readonly<Record<string, Uint8Array | null>>];

function kindOf(name: string): string {
  return name.replace(/[0-9a-f]{16,}|[0-9]+/g, '#').replace(/decision|grant|discharge|revocation|receipt/, '*');
}

/** `grant-2...` for `grant-1...`; another name in the same folder for what has no number. */
function nextName(name: string): string {
  const next = name.replace(/-([0-9])\./, (_, digit) => `-${Number(digit) + 1}.`);
  return next === name ? name.replace(/([^/]+)$/, 'x$1') : next;
}

/** One field taken out, doubled or changed, or all of it laid out otherwise. */
function changedJson(bytes: Uint8Array): fc.Arbitrary<readonly [string, Uint8Array]> {
  const json: unknown = JSON.parse(fromUtf8(bytes) ?? '');
  const places = placesIn(json);
  const indented = fc
    .constantFrom(1, 2)
    .map((indent) => ['laid out anew', utf8(JSON.stringify(json, null, indent))] as const);
  if (places.length === 0) return indented;
  const value = fc.oneof(
    fc.constantFrom<unknown>(null, '', 0, true, [], {}),
    fc.constantFrom(...places.map(([, one]) => one)),
  );
  const set = fc.tuple(fc.constantFrom(...places), value).map(([[path], put]) => {
    return [`${path.join('/')} changed`, utf8(`${JSON.stringify(withValue(json, path, put))}\n`)] as const;
  });
  const removed = fc.constantFrom(...places).map(([path]) => {
    return [`${path.join('/')} removed`, utf8(`${JSON.stringify(withValue(json, path, undefined))}\n`)] as const;
  });
  return fc.oneof(indented, set, set, removed);
}

export type Path = readonly (string | number)[];

/** Each place in a JSON value, and what is there. */
export function placesIn(json: unknown, path: Path = []): readonly (readonly [Path, unknown])[] {
  const inside = Array.isArray(json)
    ? json.map((one: unknown, index) => [index, one] as const)
    : typeof json === 'object' && json !== null
      ? Object.entries(json)
      : [];
  const here = path.length === 0 ? [] : [[path, json] as const];
  return [...here, ...inside.flatMap(([key, one]) => placesIn(one, [...path, key]))];
}

/** The value with another at this place; without it for `undefined`. */
export function withValue(json: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(json)) {
    const items: readonly unknown[] = json;
    return items.flatMap((one, index) => {
      if (index !== key) return [one];
      const next = withValue(one, rest, value);
      return next === undefined ? [] : [next];
    });
  }
  if (typeof json !== 'object' || json === null) return json;
  const entries: readonly (readonly [string, unknown])[] = Object.entries(json);
  return Object.fromEntries(entries.map(([name, one]) => [name, name === key ? withValue(one, rest, value) : one]));
}
