import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { byteName } from '../../../../../electron/core/media/byte-name.ts';
import { entryLine, parseLine } from '../../../../../electron/core/tree/entry-line.ts';
import { LeafRunBuilder, releaseLines } from '../../../../../electron/core/tree/leaf-run.ts';
import { PieceOrder } from '../../../../../electron/core/tree/piece-order.ts';
import { RunFold } from '../../../../../electron/core/tree/run-fold.ts';
import { ImportJournal } from '../../../../../electron/core/vault/import/import-journal.ts';
import { nobleHashing } from '../../../../../shared/evidence/hashing.ts';
import { evidenceFile } from '../../../../../shared/evidence/leaf.ts';
import { foldInOrder, inPathOrder, treeHashes } from '../../../../../shared/evidence/tree-fold.ts';
import type { EvidenceFile } from '../../../../../shared/evidence/types.ts';
import { freshFolder } from '../../../../helpers/trees.ts';

const name = fc.constantFrom('a', 'b', 'a.b', 'a-b', 'ab', 'ﬀ', '😀', 'é', ' ', '"', 'z'.repeat(255));
const leaf = fc.record({
  folders: fc.array(name, { maxLength: 4 }),
  name: name.map((text) => `${text}~`),
  content: fc.uint8Array({ maxLength: 20 }),
  kind: fc.constantFrom('file' as const, 'executable' as const, 'symlink' as const),
});

/** Trees in which no name is both a file and a folder: files end with `~`. */
const tree = fc
  .uniqueArray(leaf, { maxLength: 40, selector: (one) => [...one.folders, one.name].join('/') })
  .map((leaves) =>
    inPathOrder(leaves.map((one) => evidenceFile([...one.folders, one.name].join('/'), one.content, one.kind))),
  );

const withoutGit = ({ git: _, ...file }: EvidenceFile): EvidenceFile => file;

function addTo(builder: LeafRunBuilder, file: EvidenceFile): void {
  const path = byteName(file.path);
  const at = path.lastIndexOf('/') + 1;
  builder.addKnown(path.slice(0, at), path.slice(at), file.kind, file, file.size, '');
}

test('folding runs, cut anywhere, gives what folding leaf by leaf gives', () => {
  fc.assert(
    fc.property(tree, fc.integer({ min: 1, max: 9 }), (files, runLength) => {
      const fold = new RunFold();
      const builder = new LeafRunBuilder();
      for (const file of files) {
        addTo(builder, file);
        if (builder.leaves === runLength) fold.add(builder.take());
      }
      fold.add(builder.take());
      assert.deepEqual(fold.finish(), treeHashes(files));
    }),
  );
});

test('what is folded no longer needs the lines of its runs, whether they waited in memory or in the journal', () => {
  fc.assert(
    fc.property(tree, fc.integer({ min: 1, max: 9 }), fc.boolean(), (files, runLength, journalFirst) => {
      const journal = new ImportJournal(freshFolder());
      const fold = new RunFold();
      const builder = new LeafRunBuilder();
      let isInJournal = journalFirst;
      const foldNext = (): void => {
        const run = builder.take();
        const fromJournal = journal.add(run);
        if (isInJournal) releaseLines(run);
        const next = isInJournal ? fromJournal() : run;
        fold.add(next);
        releaseLines(next);
        assert.equal(next.lines.length + next.identities.length + next.dirLines.length + next.dotLines.length, 0);
        isInJournal = !isInJournal;
      };
      for (const file of files) {
        addTo(builder, withoutGit(file));
        if (builder.leaves === runLength) foldNext();
      }
      foldNext();
      assert.deepEqual(fold.finish(), foldInOrder(files.map(withoutGit), nobleHashing));
      journal.close();
    }),
    { numRuns: 40 },
  );
});

test('a run read back from the journal is the run', () => {
  fc.assert(
    fc.property(tree, (files) => {
      const builder = new LeafRunBuilder();
      for (const file of files) addTo(builder, withoutGit(file));
      const run = builder.take();
      const journal = new ImportJournal(freshFolder());
      const readBack = [journal.add(run), journal.add(run)];
      for (const one of readBack) assert.deepEqual(one(), run);
      journal.close();
    }),
    { numRuns: 20 },
  );
});

test('a leaf read from its line is the leaf', () => {
  fc.assert(
    fc.property(tree, (files) => {
      for (const file of files) {
        const line = entryLine(file.kind, file, file.size, byteName(file.path));
        assert.deepEqual(parseLine(line.slice(0, -1))?.file, file);
      }
    }),
  );
});

for (const [what, harm] of [
  ['an unknown kind', (line: string) => `d${line.slice(1)}`],
  ['a digest in capitals', (line: string) => line.replace(/[a-f]/, (digit) => digit.toUpperCase())],
  ['a leading zero in the size', (line: string) => line.replace(' 3 path', ' 03 path')],
  ['no path', (line: string) => line.replace('path', '')],
  ['a path that is no UTF-8', (line: string) => line.replace('path', 'pa\xffh')],
] as const) {
  test(`a line with ${what} is none`, () => {
    const file = evidenceFile('path', new Uint8Array([1, 2, 3]));
    const line = entryLine(file.kind, file, file.size, 'path').slice(0, -1);
    assert.notEqual(parseLine(line), null);
    assert.equal(parseLine(harm(line)), null);
  });
}

test('pieces come out in order, in whatever order they went in', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(allPieces(), { minLength: allPieces().length }), (shuffled) => {
      const out: string[] = [];
      const order = new PieceOrder((run) => out.push(new TextDecoder().decode(run.identities)));
      for (const { no, start } of shuffled) {
        const identities = new TextEncoder().encode(`${no}.${start}`);
        const run = { ...new LeafRunBuilder().take(), identities };
        order.add({ no, start, count: 1, ofLeaves: 4, bytes: identities.length, run: () => run });
      }
      assert.deepEqual(
        out,
        allPieces().map(({ no, start }) => `${no}.${start}`),
      );
      assert.equal(order.waitingBytes, 0);
    }),
  );
});

function allPieces(): { no: number; start: number }[] {
  return Array.from({ length: 28 }, (_, i) => ({ no: Math.floor(i / 4), start: i % 4 }));
}
