import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { faultLine } from '../../../../electron/core/fault-line.ts';

test('an error is told by its kind, its code and its places', () => {
  const error = Object.assign(new RangeError('secret'), { code: 'ERR_OUT_OF_RANGE' });
  error.stack = [
    'RangeError: secret',
    '    at Journal.append (/opt/Holdfast/resources/app.asar/main.cjs:12:34)',
    '    at async /opt/Holdfast/resources/app.asar/main.cjs:5:6',
    '    at <anonymous>',
    '    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)',
  ].join('\n');
  assert.equal(faultLine(error), 'RangeError ERR_OUT_OF_RANGE at main.cjs:12:34, main.cjs:5:6');
  assert.equal(faultLine('secret'), 'no error, but string');
  assert.equal(faultLine(undefined), 'no error, but undefined');
});

test('no message reaches the line, whatever it looks like', () => {
  const word = fc.stringMatching(/^[a-z]{8,12}$/);
  const shape = fc.constantFrom(
    (secret: string) => secret,
    (secret: string) => `a\n    at ${secret} (/x/${secret}.cjs:1:2)\n    at ${secret}.js:1:1`,
    (secret: string) => `\n    at x (${secret}.mjs:3:4)\n`,
  );
  fc.assert(
    fc.property(word, shape, fc.boolean(), (secret, shaped, isOdd) => {
      const error = Object.assign(new Error(shaped(secret)), isOdd ? { name: `${secret} 1`, code: `x${secret}` } : {});
      assert.ok(!faultLine(error).includes(secret), faultLine(error));
    }),
  );
});
