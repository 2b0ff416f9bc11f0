import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FindingLog } from '../../../../../electron/core/media/finding-log.ts';
import { NameRules } from '../../../../../electron/core/media/name-rules.ts';
import { TreeNames } from '../../../../../electron/core/media/tree-names.ts';
import { type Finding, finding, hasError } from '../../../../../shared/finding/index.ts';

test('any number of warnings hides no error', () => {
  const rules = new NameRules('');
  for (let i = 0; i < 10_000; i++) rules.accepts(`._leftover-${i}`);
  assert.equal(rules.accepts('two\nlines'), false);
  assert.ok(hasError(rules.findings));
  assert.ok(rules.findings.length < 1000);
});

test('a log keeps so many errors, and so many others', () => {
  const log = new FindingLog(2);
  for (const where of ['a', 'b', 'c']) {
    log.note(finding('evidence.name-twin', where));
    log.note(finding('evidence.special-file', where));
  }
  assert.deepEqual(
    log.findings.map((one) => one.where),
    ['a', 'a', 'b', 'b'],
  );
});

test('names of folders are judged once, and twins only within one folder', () => {
  const found: Finding[] = [];
  const names = new TreeNames((one) => found.push(one));
  for (const path of ['A/x', 'B/x', 'B/y', '__MACOSX/a', '__MACOSX/b/c', 'a/x', 'a/X']) names.add(path);
  names.finish();
  assert.deepEqual(found.map((one) => [one.code, one.where]).sort(), [
    ['evidence.name-leftover', '__MACOSX'],
    ['evidence.name-twin', 'a'],
    ['evidence.name-twin', 'a/X'],
  ]);
});
