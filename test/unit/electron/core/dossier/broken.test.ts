import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import type { CheckedInput } from '../../../../../electron/core/dossier/read-input.ts';
import { parseBundleRecord } from '../../../../../electron/core/vault/store/bundle-record.ts';
import { equalBytes } from '../../../../../shared/encoding/bytes.ts';
import type { BundleRecord } from '../../../../../shared/evidence/types.ts';
import type { Finding } from '../../../../../shared/finding/index.ts';
import { hasError } from '../../../../../shared/finding/index.ts';
import { envelopeBytes, parseEnvelope } from '../../../../../shared/statement/dsse.ts';
import { briefly, oneChange, RUNS, SEED } from '../../../../helpers/dossier-changes.ts';
import { checkedInput, filesOf, judge, namesThatDiffer } from '../../../../helpers/dossier-files.ts';
import { closeDossierStations, decisionOf, storiedStation } from '../../../../helpers/dossier-station.ts';

after(closeDossierStations);

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
    fc.property(oneChange(files, olderFiles), ([what, next]) => {
      const told = judge(next, trusted);
      if (hasError(told.findings)) return;
      for (const name of namesThatDiffer(files, next)) {
        assert.ok(isTold(name, files.get(name), next.get(name), told.notVerified), `${what}: ${name}`);
      }
    }),
    { numRuns: RUNS, seed: SEED, reporter: briefly },
  );
});

test('whatever parts are left out, doubled, moved or taken from an older dossier is refused, or changes nothing', () => {
  fc.assert(
    fc.property(otherParts(), (parts) => {
      const next = filesOf(parts);
      const told = judge(next, trusted);
      if (hasError(told.findings)) return;
      const same = [files, olderFiles].some((valid) =>
        namesThatDiffer(valid, next).every((name) => isTold(name, valid.get(name), next.get(name), told.notVerified)),
      );
      assert.ok(same, JSON.stringify(namesThatDiffer(files, next)));
    }),
    { numRuns: RUNS, seed: SEED, reporter: briefly },
  );
});

test('the reader is not confused by what changes nothing', () => {
  assert.deepEqual(judge(files, trusted).findings, []);
  assert.deepEqual(judge(olderFiles, trusted).findings, []);
});

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
