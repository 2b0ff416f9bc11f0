import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importsUnder } from '../../../build/bundle-tests.mjs';
import { testsReaching } from '../../../build/changed.mjs';

const CHAIN = 'test/unit/shared/statement/chain.test.ts';
const READER = 'test/unit/electron/core/packet/packet-reader.test.ts';
const TERMINAL = 'test/conformance/terminal.test.ts';
const WORDS = 'test/unit/shared/text/words.test.ts';
const TESTS = [CHAIN, READER, TERMINAL, WORDS];
const imports = await importsUnder(TESTS);
const reaching = (...changed: readonly string[]) => testsReaching(TESTS, imports, changed);

test('a changed file is tested by whatever imports it, however far away', () => {
  assert.deepEqual(
    reaching('shared/statement/chain.ts'),
    TESTS.filter((one) => one !== WORDS),
  );
  assert.deepEqual(reaching(CHAIN), [CHAIN]);
});

test('what is started as a thread or a process counts as imported', () => {
  assert.deepEqual(reaching('electron/core/packet/packet-worker.ts'), [READER, TERMINAL]);
  assert.deepEqual(reaching('electron/cli/main.ts'), [TERMINAL]);
});

test('what nothing imports is tested by nothing', () => {
  assert.deepEqual(reaching('README.md', 'renderer/review/index.tsx'), []);
  assert.deepEqual(reaching(), []);
});
