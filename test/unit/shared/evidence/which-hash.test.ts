import assert from 'node:assert/strict';
import { test } from 'node:test';
import { utf8 } from '../../../../shared/bytes.ts';
import { evidenceFile } from '../../../../shared/evidence/leaf.ts';
import { foldSpellings } from '../../../../shared/evidence/spelling.ts';
import { treeHashes } from '../../../../shared/evidence/tree-fold.ts';
import type { BundleRecord } from '../../../../shared/evidence/types.ts';
import { whichHash } from '../../../../shared/evidence/which-hash.ts';

const first = bundle('first', [evidenceFile('a', utf8('1'))]);
const twice = bundle('top', [evidenceFile('first/a', utf8('1'))]);
const other = bundle('other', [evidenceFile('a', utf8('2'))]);

test('a hash belongs to every bundle that it fits, each with how', () => {
  const found = whichHash(first.summary.dirHash, [other, first, twice]);
  assert.deepEqual(
    found?.map(({ bundle: { label }, algorithm, spelling }) => [label, algorithm, spelling]),
    [
      ['first', 'dirHash', 'asRoot'],
      ['top', 'dirHash', 'withoutTopFolder'],
    ],
  );
  assert.deepEqual(whichHash('0'.repeat(64), [first]), []);
  assert.equal(whichHash('see attachment', [first]), null);
});

function bundle(label: string, files: Parameters<typeof treeHashes>[0]): BundleRecord {
  const summary = treeHashes(files);
  const { asRoot: _, ...spellings } = foldSpellings(summary, files, { label, bag: null });
  return {
    id: summary.dirHash,
    label,
    form: 'directory',
    layout: 'plain',
    summary,
    spellings,
    verdict: 'verified',
    findings: [],
    checks: [],
    importedAt: '2026-06-12T08:00:00Z',
  };
}
