import assert from 'node:assert/strict';
import { test } from 'node:test';
import { utf8 } from '../../../../shared/bytes.ts';
import { evidenceFile } from '../../../../shared/evidence/leaf.ts';
import { evidenceStates } from '../../../../shared/evidence/reference-states.ts';
import { foldSpellings } from '../../../../shared/evidence/spelling.ts';
import { treeHashes } from '../../../../shared/evidence/tree-fold.ts';
import type { BundleRecord } from '../../../../shared/evidence/types.ts';

const first = bundle('first', 'one');
const second = bundle('second', 'two');

test('a reference is matched with the bundle that it names, under any algorithm and any folded spelling', () => {
  for (const treeHash of [second.summary.dirHash, `swh:1:dir:${second.summary.gitTreeSha1}`]) {
    const [state] = evidenceStates([{ treeHash }], [first, second]);
    assert.equal(state?.match.kind, 'matched');
    assert.deepEqual(state?.bundles, [second]);
  }
  const [wrapped] = evidenceStates([{ treeHash: second.spellings?.withTopFolder?.dirHash ?? '' }], [first, second]);
  assert.deepEqual(wrapped?.match, { kind: 'matched', algorithm: 'dirHash', spelling: 'withTopFolder' });
});

test('a reference that matches nothing, or is no hash, is unmatched; with no bundle it is not supplied', () => {
  for (const treeHash of ['0'.repeat(64), 'see attachment']) {
    const [state] = evidenceStates([{ treeHash }], [first, second]);
    assert.deepEqual(state, { treeHash, match: { kind: 'unmatched' }, bundles: [first, second] });
    assert.deepEqual(evidenceStates([{ treeHash }], [])[0]?.match, { kind: 'not-supplied' });
  }
});

function bundle(label: string, content: string): BundleRecord {
  const files = [evidenceFile('a', utf8(content))];
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
