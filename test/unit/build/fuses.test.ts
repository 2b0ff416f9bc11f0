import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { decidedFuses, fusesAgainst, readFuses, setDecidedFuses, setFuses } from '../../../build/fuses.mjs';

const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FILE = join(mkdtempSync(join(tmpdir(), 'holdfast-fuses-')), 'executable');

/** The bytes of an executable with a wire of these fuses. */
function executable(wire: string, { before = 'before', after = 'after', version = 1 } = {}): string {
  const head = Buffer.from([version, wire.length]).toString('latin1');
  writeFileSync(FILE, Buffer.from(`${before}${SENTINEL}${head}${wire}${after}`, 'latin1'));
  return FILE;
}

const state = fc.constantFrom('0', '1');
const wireOf = (length: number) => fc.array(state, { minLength: length, maxLength: length }).map((all) => all.join(''));
const bytes = fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)) });

test('a build leaves each fuse as it is decided, whatever it was, and changes no other byte', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('development' as const, 'release' as const),
      fc.constantFrom(8, 9).chain(wireOf),
      bytes,
      bytes,
      async (build, wire, before, after) => {
        const path = executable(wire, { before, after });
        const was = readFileSync(path);
        await setDecidedFuses(path, build);
        const found = await readFuses(path);
        assert.deepEqual(fusesAgainst(found, decidedFuses(build)), []);
        assert.equal(Object.keys(found).length, wire.length);
        const at = before.length + SENTINEL.length + 2;
        const is = readFileSync(path);
        assert.deepEqual(is.subarray(0, at), was.subarray(0, at));
        assert.deepEqual(is.subarray(at + wire.length), was.subarray(at + wire.length));
      },
    ),
    { numRuns: 100 },
  );
});

test('a fuse without a decision, a removed one and a missing one fail the build', async () => {
  await assert.rejects(setDecidedFuses(executable('0000000001'), 'release'), /fuse 10 has no decision/);
  await assert.rejects(setDecidedFuses(executable('00r00000'), 'release'), /nodeOptions was removed/);
  await assert.rejects(
    setDecidedFuses(executable('0000000'), 'release'),
    /grantFileProtocolExtraPrivileges is missing/,
  );
});

test('what has no wire that we know is refused', async () => {
  const unknown = /it is no Electron that we know/;
  writeFileSync(FILE, 'no wire');
  await assert.rejects(readFuses(FILE), unknown);
  await assert.rejects(readFuses(executable('00000000', { version: 2 })), unknown);
  await assert.rejects(readFuses(executable('00000000', { after: SENTINEL })), unknown);
  await assert.rejects(readFuses(executable('0000x000')), /embeddedAsarIntegrityValidation has no state/);
});

test('only the fuses that are named are set', async () => {
  await fc.assert(
    fc.asyncProperty(wireOf(8), fc.boolean(), async (wire, nodeCliInspect) => {
      const path = executable(wire);
      const before = await readFuses(path);
      await setFuses(path, { nodeCliInspect });
      assert.deepEqual(await readFuses(path), { ...before, nodeCliInspect });
    }),
    { numRuns: 50 },
  );
});

test('a release differs from a development build in the inspector alone', () => {
  const { nodeCliInspect: inspected, ...development } = decidedFuses('development');
  const { nodeCliInspect, ...release } = decidedFuses('release');
  assert.deepEqual(release, development);
  assert.deepEqual([inspected, nodeCliInspect], [true, false]);
});
