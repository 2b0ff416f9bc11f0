// A journal whose disk has gone bad, and proofs from whoever hands them over.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { Journal } from '../../../../../electron/core/journal/journal.ts';
import { splitLog } from '../../../../../electron/core/journal/log-file.ts';
import { tlogProof, verifyTlogProof } from '../../../../../electron/core/journal/tlog-proof.ts';
import { openStationKey } from '../../../../../electron/core/keyring/station-key.ts';
import { concatBytes, utf8 } from '../../../../../shared/encoding/bytes.ts';
import { sha256Hex } from '../../../../../shared/encoding/digest.ts';
import { decodeEntry, encodeEntry, makeEntry } from '../../../../../shared/journal/entry.ts';
import { holdsAgainstAnyBytes, hostile } from '../../../../helpers/harmed.ts';
import { must } from '../../../../helpers/must.ts';

const root = await mkdtemp(join(tmpdir(), 'holdfast-hostile-journal-'));
after(() => rm(root, { recursive: true }));

const station = must(await openStationKey(join(root, 'station')));
const id = sha256Hex(utf8('an identity'));
const folder = join(root, 'journal');
const journal = must(await Journal.open(folder, station, { mayBeNew: true }));
for (const cause of ['used', 'idle', 'hand'] as const)
  must(await journal.append({ kind: 'lock', identity: id, cause }));
const good = {
  log: new Uint8Array(await readFile(join(folder, 'log.jsonl'))),
  checkpoint: new Uint8Array(await readFile(join(folder, 'checkpoint'))),
};
const entries = [...journal.entries()];
const snapshot = await journal.snapshot();
await journal.close();

const imported = makeEntry(0, '2026-06-12T08:00:00Z', {
  kind: 'import-finished',
  what: 'bundle',
  label: 'rehearsal "é"',
  id,
  verdict: 'refused',
  findings: ['evidence.bag-oxum'],
});
holdsAgainstAnyBytes('an entry', encodeEntry(imported), (line) => decodeEntry(line, 0), { exactly: encodeEntry });

test('a line that is no entry, or is not written as one, is unreadable, and says why', () => {
  const line = new TextDecoder().decode(encodeEntry(imported));
  for (const [was, is] of [
    ['{"at"', ' {"at"'],
    ['"v":1', '"v":2'],
    ['"index":0', '"index":1'],
    ['"kind":"import-finished"', '"kind":"import-begun"'],
    ['"label":"rehearsal', `"label":"${'x'.repeat(5000)}`],
    ['"what":"bundle"', '"what":"bundle","what":"bundle"'],
    ['"v":1}', '"v":1,"w":1}'],
  ] as const) {
    const other = line.replace(was, is);
    assert.notEqual(other, line);
    const read = decodeEntry(utf8(other), 0);
    assert.ok(!read.ok && read.error.code === 'journal.entry-unreadable' && read.error.observed !== undefined, is);
  }
});

test('a log is all of its lines and what follows the last', () => {
  fc.assert(
    fc.property(hostile(good.log), (log) => {
      const { lines, rest } = splitLog(log);
      const again = concatBytes(...lines.map((line) => concatBytes(line, utf8('\n'))), rest);
      assert.deepEqual(again, new Uint8Array(log));
    }),
  );
});

for (const file of ['log', 'checkpoint'] as const) {
  test(`a journal whose ${file} was harmed has its entries as they were written, and grows only behind all of them`, async () => {
    await fc.assert(
      fc.asyncProperty(hostile(good[file]), async (bytes) => {
        const damaged = await mkdtemp(join(root, 'damaged-'));
        await writeFile(join(damaged, 'log.jsonl'), file === 'log' ? bytes : good.log);
        await writeFile(join(damaged, 'checkpoint'), file === 'checkpoint' ? bytes : good.checkpoint);
        const opened = must(await Journal.open(damaged, station, { mayBeNew: true }));
        if (opened.state.kind === 'writable') assert.deepEqual(opened.entries().slice(0, entries.length), entries);
        await opened.close();
      }),
      { numRuns: 60 },
    );
  });
}

test('a proof that was harmed proves its own entry, or nothing', () => {
  const lines = splitLog(good.log).lines;
  fc.assert(
    fc.property(
      fc.nat(entries.length - 1),
      fc.nat(entries.length - 1),
      hostile(tlogProof(snapshot, 1)),
      (of, at, bytes) => {
        const proof = at === 1 ? bytes : tlogProof(snapshot, at);
        const proven = verifyTlogProof(proof, lines[of] ?? assert.fail(), station.verifier);
        if (proven.ok) assert.equal(proven.value, of);
      },
    ),
    { numRuns: 200 },
  );
});
