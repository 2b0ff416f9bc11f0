// Replays test/vectors/dossier: what is found in each dossier, with the schemas of docs/formats and checksums that fit.
import assert from 'node:assert/strict';
import test from 'node:test';
import { judgeDossier } from '../../electron/core/dossier/verify.ts';
import { utf8 } from '../../shared/encoding/bytes.ts';
import { hasError } from '../../shared/finding/index.ts';
import { parsePublicKey } from '../../shared/key/public-key.ts';
import { dossierVectors, filesOfVector, keptVector, keptVectors } from '../helpers/dossier-vectors.ts';
import { must } from '../helpers/must.ts';

const keyOf = (text: string) => must(parsePublicKey(utf8(text))).key;
const sorted = (codes: readonly string[]) => [...new Set(codes)].sort();

test('the files are what the script makes, no more and no less', async () => {
  const made = await dossierVectors();
  assert.deepEqual([...keptVectors()].sort(), made.map(({ name }) => name).sort());
  for (const vector of made) assert.deepEqual(keptVector(vector.name), vector, vector.name);
});

for (const name of keptVectors()) {
  const vector = keptVector(name);

  test(`${name}: ${vector.description}`, () => {
    const owner = { key: keyOf(vector.trusted.owner), name: 'Olga Owner', roles: ['owner' as const] };
    const files = filesOfVector(vector);
    const judged = judgeDossier({ files, findings: [] }, [owner], keyOf(vector.trusted.station));
    const errors = judged.findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);
    assert.deepEqual(sorted(errors), vector.expected.errors);
    assert.deepEqual(sorted(judged.notVerified.map(({ code }) => code)), vector.expected.notVerified);
    assert.equal(hasError(judged.findings), !vector.description.startsWith('valid'));
  });
}
