// Replays test/vectors/dossier: what is found in each dossier, with the schemas of docs/formats and checksums that fit.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { judgeDossier } from '../../electron/dossier/whole/verify.ts';
import { utf8 } from '../../shared/bytes.ts';
import { hasError } from '../../shared/finding/index.ts';
import { parsePublicKey } from '../../shared/statement/public-key.ts';
import type { Files } from '../helpers/dossier-files.ts';
import { type DossierVector, dossierVectors, withTheRest } from '../helpers/dossier-vectors.ts';
import { must } from '../helpers/must.ts';

const folder = 'test/vectors/dossier';
const names = readdirSync(folder);

function vectorOf(name: string): DossierVector {
  return JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'));
}

/** The files of a vector, by their paths. */
function filesOf({ base, files }: DossierVector): Files {
  const all = { ...(base === null ? {} : vectorOf(`${base}.json`).files), ...files };
  return new Map(Object.entries(all).flatMap(([path, text]) => (text === null ? [] : [[path, utf8(text)]])));
}

const keyOf = (text: string) => must(parsePublicKey(utf8(text))).key;
const sorted = (codes: readonly string[]) => [...new Set(codes)].sort();

test('the files are what the script makes, no more and no less', async () => {
  const made = await dossierVectors();
  assert.deepEqual(names.sort(), made.map(({ name }) => `${name}.json`).sort());
  for (const vector of made) assert.deepEqual(vectorOf(`${vector.name}.json`), vector, vector.name);
});

for (const name of names) {
  const vector = vectorOf(name);

  test(`${vector.name}: ${vector.description}`, () => {
    const files = withTheRest(filesOf(vector));
    const owner = { key: keyOf(vector.trusted.owner), name: 'Olga Owner', roles: ['owner' as const] };
    const judged = judgeDossier({ files, findings: [] }, [owner], keyOf(vector.trusted.station));
    const errors = judged.findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);
    assert.deepEqual(sorted(errors), vector.expected.errors);
    assert.deepEqual(sorted(judged.notVerified.map(({ code }) => code)), vector.expected.notVerified);
    assert.equal(hasError(judged.findings), !vector.description.startsWith('valid'));
  });
}
