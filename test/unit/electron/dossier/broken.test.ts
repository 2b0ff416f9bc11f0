import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import type { CheckedInput } from '../../../../electron/dossier/whole/read-input.ts';
import { parseBundleRecord } from '../../../../electron/vault/bundle-record.ts';
import { concatBytes, equalBytes, fromUtf8, utf8 } from '../../../../shared/bytes.ts';
import type { BundleRecord } from '../../../../shared/evidence/types.ts';
import type { Finding } from '../../../../shared/finding/index.ts';
import { hasError } from '../../../../shared/finding/index.ts';
import { envelopeBytes, parseEnvelope } from '../../../../shared/statement/dsse.ts';
import { changed, checkedInput, type Files, filesOf, judge, summed } from '../../../helpers/dossier-files.ts';
import { closeDossierStations, decisionOf, storiedStation } from '../../../helpers/dossier-station.ts';
import { harmed } from '../../../helpers/harmed.ts';

after(closeDossierStations);

/** How many changes are tried: a few in every run of the tests, by a fixed seed; thousands by hand. */
const RUNS = Number(process.env.HOLDFAST_BROKEN_RUNS ?? 40);
const SEED = Number(process.env.HOLDFAST_BROKEN_SEED ?? 12);

const station = await storiedStation();
const { trusted } = station;
const older = checkedInput(await station.input());
const latest = older.signed.findLast(({ statement }) => 'decisionId' in statement.predicate) ?? assert.fail();
await station.signed(decisionOf(3, latest.sha256), station.owner);
const newer = checkedInput(await station.input());
const files = filesOf(newer);
const olderFiles = filesOf(older);

test('whatever is changed in a dossier without a private key is refused, listed as not verified, or means the same', () => {
  fc.assert(
    fc.property(oneChange(), ([what, next]) => {
      const told = judge(next, trusted);
      if (hasError(told.findings)) return;
      for (const name of namesOf(files, next)) {
        assert.ok(isTold(name, files.get(name), next.get(name), told.notVerified), `${what}: ${name}`);
      }
    }),
    { numRuns: RUNS, seed: SEED },
  );
});

test('whatever parts are left out, doubled, moved or taken from an older dossier is refused, or changes nothing', () => {
  fc.assert(
    fc.property(otherParts(), (parts) => {
      const next = filesOf(parts);
      const told = judge(next, trusted);
      if (hasError(told.findings)) return;
      const same = [files, olderFiles].some((valid) =>
        namesOf(valid, next).every((name) => isTold(name, valid.get(name), next.get(name), told.notVerified)),
      );
      assert.ok(same, JSON.stringify(namesOf(files, next)));
    }),
    { numRuns: RUNS, seed: SEED },
  );
});

test('the reader is not confused by what changes nothing', () => {
  assert.deepEqual(judge(files, trusted).findings, []);
  assert.deepEqual(judge(olderFiles, trusted).findings, []);
});

/** The files with one change, SHA256SUMS made to fit; and which change. */
function oneChange(): fc.Arbitrary<readonly [string, Files]> {
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
      fc.constant<Change>(['an older one', { [name]: olderFiles.get(name) ?? null }]),
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

type Path = readonly (string | number)[];

/** Each place in a JSON value, and what is there. */
function placesIn(json: unknown, path: Path = []): readonly (readonly [Path, unknown])[] {
  const inside = Array.isArray(json)
    ? json.map((one: unknown, index) => [index, one] as const)
    : typeof json === 'object' && json !== null
      ? Object.entries(json)
      : [];
  const here = path.length === 0 ? [] : [[path, json] as const];
  return [...here, ...inside.flatMap(([key, one]) => placesIn(one, [...path, key]))];
}

function withValue(json: unknown, [key, ...rest]: Path, value: unknown): unknown {
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

/** Parts of the newer dossier, some left out, doubled, moved, or as an older dossier has them; all files made to fit. */
function otherParts(): fc.Arbitrary<CheckedInput> {
  const some = <T>(all: readonly T[]): fc.Arbitrary<readonly T[]> =>
    fc.oneof(
      { arbitrary: fc.constant(all), weight: 3 },
      {
        arbitrary: fc.nat(Math.max(0, all.length - 1)).map((gone) => all.filter((_, index) => index !== gone)),
        weight: 2,
      },
      { arbitrary: fc.subarray([...all]), weight: 1 },
      {
        arbitrary: fc.nat(Math.max(0, all.length - 1)).map((twice) => [...all, ...all.slice(twice, twice + 1)]),
        weight: 1,
      },
      { arbitrary: fc.shuffledSubarray([...all], { minLength: all.length }), weight: 1 },
    );
  const from = fc.boolean().map((isOlder) => (isOlder ? older : newer));
  const identities = fc.tuple(from, fc.nat(2)).map(([{ identities: records, people }, gone]) => {
    return { identities: records.slice(0, Math.max(1, records.length - gone)), people };
  });
  const bundles = some(newer.bundles).chain((all) =>
    fc
      .constantFrom<Partial<BundleRecord>>(
        {},
        {},
        { verdict: 'refused' },
        { checks: [] },
        { label: 'x' },
        { form: 'zip' },
      )
      .map((change) => all.map((bundle) => ({ ...bundle, record: { ...bundle.record, ...change } }))),
  );
  return fc
    .record({
      journal: from.map(({ journal }) => journal),
      signed: from.chain(({ signed }) => some(signed)),
      waiting: from.chain(({ waiting }) => some(waiting)),
      moved: fc.boolean(),
      records: identities,
      bundles,
      packets: some(newer.packets),
    })
    .map(({ records, moved, ...parts }) => {
      const fallen = moved ? parts.signed.slice(0, 1) : [];
      const signed = moved ? parts.signed.slice(1) : parts.signed;
      return { ...newer, ...parts, ...records, signed, fallen };
    });
}

/** Names of files that are not the same in both, SHA256SUMS apart, which is made to fit. */
function namesOf(one: Files, other: Files): readonly string[] {
  const names = new Set([...summed(one).keys(), ...summed(other).keys()]);
  return [...names].filter((name) => {
    const [here, there] = [one.get(name), other.get(name)];
    const isSame = here !== undefined && there !== undefined && equalBytes(here, there);
    return name !== 'SHA256SUMS' && !isSame;
  });
}

/** Whether a change is in what is listed as not verified, or is none for whoever reads the file. */
function isTold(
  name: string,
  before: Uint8Array | undefined,
  now: Uint8Array | undefined,
  notVerified: readonly Finding[],
): boolean {
  if (name.endsWith('/bundle.json')) return isListedRecord(name, before, now, notVerified);
  // The report follows from the records, and with them from what is listed.
  if (name === 'report.html') return notVerified.some(({ code }) => code === 'dossier.record-not-recomputed');
  if (/\/proof-[0-9]+\.json$/.test(name)) return now === undefined;
  if (!name.endsWith('.dsse.json') || before === undefined || now === undefined) return false;
  const [one, other] = [parseEnvelope(before), parseEnvelope(now)];
  return one.ok && other.ok && equalBytes(envelopeBytes(one.value), envelopeBytes(other.value));
}

function isListedRecord(
  name: string,
  before: Uint8Array | undefined,
  now: Uint8Array | undefined,
  notVerified: readonly Finding[],
): boolean {
  const listed = (notVerified.find(({ where }) => where === name)?.observed ?? '').split(', ');
  const [one, other] = [before, now].map((bytes) => (bytes === undefined ? null : parseBundleRecord(bytes)));
  if (!one || !other) return false;
  return fieldsOf(one, other).every((field) => listed.includes(field));
}

/** The fields in which two records differ, as a reader lists them. */
function fieldsOf(one: BundleRecord, other: BundleRecord): readonly string[] {
  const flat = ({ summary, checks, ...rest }: BundleRecord): Readonly<Record<string, unknown>> => ({
    ...rest,
    ...Object.fromEntries(Object.entries(summary).map(([field, value]) => [`summary.${field}`, value])),
    checks: checks.map(({ title: _, ...check }) => check),
    'checks[].title': checks.map(({ title }) => title),
  });
  const [left, right] = [flat(one), flat(other)];
  const fields = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...fields].filter((field) => JSON.stringify(left[field]) !== JSON.stringify(right[field]));
}
