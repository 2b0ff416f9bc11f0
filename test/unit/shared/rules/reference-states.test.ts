import assert from 'node:assert/strict';
import { test } from 'node:test';
import { utf8 } from '../../../../shared/encoding/bytes.ts';
import { withoutGitIds } from '../../../../shared/evidence/git-ids.ts';
import { evidenceFile } from '../../../../shared/evidence/leaf.ts';
import { toH1 } from '../../../../shared/evidence/match.ts';
import { evidenceLocks } from '../../../../shared/rules/evidence.ts';
import { evidenceStates } from '../../../../shared/rules/reference-states.ts';
import { bundleOf } from '../evidence/bundle-record.ts';

const first = bundleOf('first', [evidenceFile('a', utf8('one'))]);
const second = bundleOf('second', [evidenceFile('a', utf8('two'))]);

test('a reference is matched with the bundle that it names, under any algorithm and any folded spelling', () => {
  for (const treeHash of [second.summary.dirHash, `swh:1:dir:${second.summary.gitTreeSha1}`]) {
    const [state] = evidenceStates([{ treeHash }], [first, second]);
    assert.equal(state?.match.kind, 'matched');
    assert.deepEqual(state?.bundles, [second]);
  }
  const [wrapped] = evidenceStates([{ treeHash: second.spellings?.withTopFolder?.dirHash ?? '' }], [first, second]);
  assert.deepEqual(wrapped?.match, { kind: 'matched', algorithm: 'dirHash', spelling: 'withTopFolder' });
});

test('every bundle that has the tree is told, and the worst of them counts, in whichever order they came', () => {
  const wrapped = bundleOf('wrapped', [evidenceFile('top/a', utf8('two'))]);
  for (const one of ['verified', 'read', 'refused'] as const) {
    for (const other of ['verified', 'read', 'refused'] as const) {
      const bundles = [
        { ...second, verdict: one },
        { ...wrapped, verdict: other },
      ];
      for (const all of [bundles, bundles.toReversed()]) {
        const [state] = evidenceStates([{ treeHash: second.id }], [first, ...all]);
        assert.ok(state !== undefined);
        assert.deepEqual(state.bundles, all);
        const isRefused = one === 'refused' || other === 'refused';
        assert.deepEqual(evidenceLocks(state), isRefused ? [{ kind: 'evidence-refused', treeHash: second.id }] : []);
      }
    }
  }
});

test('an id of git is matched once it is known of every bundle that may have the same tree', () => {
  const wrapped = bundleOf('wrapped', [evidenceFile('top/a', utf8('two'))]);
  const refused = { ...withoutGitIds(wrapped), verdict: 'refused' as const };
  const treeHash = `swh:1:dir:${second.summary.gitTreeSha1}`;
  for (const bundles of [
    [second, refused],
    [refused, second],
  ]) {
    const [state] = evidenceStates([{ treeHash }], bundles);
    assert.deepEqual(state, { treeHash, match: { kind: 'not-computed' }, bundles: [refused] });
  }
  const [known] = evidenceStates([{ treeHash }], [second, { ...wrapped, verdict: 'refused' as const }]);
  assert.ok(known !== undefined);
  assert.deepEqual(evidenceLocks(known), [{ kind: 'evidence-refused', treeHash }]);
  // A bundle with other files cannot have the id, and is not waited for.
  const [alone] = evidenceStates([{ treeHash }], [second, withoutGitIds(first)]);
  assert.equal(alone?.match.kind, 'matched');
});

test('a reference that matches nothing, or is no hash, is unmatched; with no bundle it is not supplied', () => {
  for (const treeHash of ['0'.repeat(64), 'see attachment']) {
    const [state] = evidenceStates([{ treeHash }], [first, second]);
    assert.deepEqual(state, { treeHash, match: { kind: 'unmatched' }, bundles: [first, second] });
    assert.deepEqual(evidenceStates([{ treeHash }], [])[0]?.match, { kind: 'not-supplied' });
  }
});

test('a bundle whose record is damaged is matched by its dirHash, and shown by nothing to be verified', () => {
  const damaged = [second.id];
  for (const treeHash of [second.id, second.id.toUpperCase(), toH1(second.id)]) {
    const [state] = evidenceStates([{ treeHash }], [first], damaged);
    assert.deepEqual(state, { treeHash, match: { kind: 'matched', algorithm: 'dirHash' }, bundles: [] });
    assert.ok(state !== undefined);
    assert.deepEqual(evidenceLocks(state), [{ kind: 'evidence-refused', treeHash }]);
  }
  assert.equal(evidenceStates([{ treeHash: first.id }], [first], damaged)[0]?.bundles[0], first);
  assert.equal(evidenceStates([{ treeHash: `swh:2:dir:${second.id}` }], [first], damaged)[0]?.match.kind, 'unmatched');
});
