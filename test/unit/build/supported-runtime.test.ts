import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { endOfLife, requireSupported, unsupportedSentence } from '../../../build/supported-runtime.mjs';

const version = fc.tuple(fc.integer({ min: 30, max: 60 }), fc.nat(20), fc.nat(9)).map((parts) => parts.join('.'));
const day = fc
  .date({ min: new Date('2024-01-01'), max: new Date('2028-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

test('a release is built on an Electron that gets updates, or when the sentence was said about that very one', () => {
  fc.assert(
    fc.property(version, version, day, (one, other, today) => {
      const end = endOfLife(one);
      const build = (said: string | null) => () => requireSupported(one, today, said);
      if (end !== null && today <= end) assert.doesNotThrow(build(null));
      else {
        assert.throws(build(null), { message: new RegExp(unsupportedSentence(one).replaceAll('.', '\\.')) });
        if (other !== one) assert.throws(build(unsupportedSentence(other)));
      }
      assert.doesNotThrow(build(unsupportedSentence(one)));
    }),
  );
});

test('each line ends after the one before it, and that of the electron package is known', () => {
  const known = Array.from({ length: 30 }, (_, index) => endOfLife(`${33 + index}.0.0`)).filter((end) => end !== null);
  assert.deepEqual(known, [...new Set(known)].sort());
  const { devDependencies } = JSON.parse(readFileSync(join(process.cwd(), 'package.json'), 'utf8'));
  assert.notEqual(endOfLife(devDependencies.electron), null);
});
