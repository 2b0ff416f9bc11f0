import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checksTable, legPictures } from '../../../../../electron/core/dossier/report-checks.ts';
import { REPORT_WORDS } from '../../../../../electron/core/dossier/report-words.ts';
import type { CheckResult } from '../../../../../shared/evidence/types.ts';

const words = REPORT_WORDS.en;
const anyDigest = fc.constantFrom('a'.repeat(64), 'b'.repeat(64));
const anyStates = fc.record({ before: anyDigest, afterApply: anyDigest, afterRollback: anyDigest });
const anyResult = fc.constantFrom('pass', 'fail', 'unknown');

function proof(title: string, result: CheckResult['result'], observed: CheckResult['observed']): CheckResult {
  return { id: title, type: 'rollback-proof', title, result, reason: '', observed };
}

test('a picture marks a state as wrong where nothing was changed, or where the rollback did not give the first again', () => {
  fc.assert(
    fc.property(anyStates, anyResult, (states, result) => {
      const observed = Object.fromEntries(Object.entries(states).map(([name, digest]) => [`clone.${name}`, digest]));
      const { html } = legPictures([proof('Rollback', result, observed)], words);
      const boxes = [...html.matchAll(/<i( class="bad")?>([a-z ]+) ([0-9a-f]{8})<\/i>/g)];
      assert.deepEqual(
        boxes.map(([, bad, name]) => [name, bad !== undefined]),
        [
          ['before', false],
          ['applied', states.afterApply === states.before],
          ['rolled back', states.afterRollback !== states.before],
        ],
      );
      const said = [...html.matchAll(/<span>(.*?) →/g)].map(([, same]) => same === 'same as before');
      assert.deepEqual(said, [states.afterApply === states.before, states.afterRollback === states.before]);
      assert.ok(html.includes(`<b>${result}: Rollback: clone</b>`));
    }),
  );
});

test('a leg of which a state could not be read has no picture', () => {
  const observed = { 'clone.before': 'a'.repeat(64), 'clone.afterApply': 'b'.repeat(64) };
  assert.equal(legPictures([proof('Rollback', 'unknown', observed)], words).html, '');
});

test('checks are listed by result: failed, then unknown, then passed', () => {
  fc.assert(
    fc.property(fc.array(anyResult, { minLength: 1 }), (results) => {
      const checks = results.map((result, at) => proof(`check ${at}`, result, {}));
      const listed = [...checksTable(checks, words).html.matchAll(/<tr><td[^>]*><bdi>(\w+)<\/bdi>/g)].map(
        ([, one]) => one,
      );
      const order = ['fail', 'unknown', 'pass'];
      assert.deepEqual(
        listed,
        order.flatMap((one) => results.filter((result) => result === one)),
      );
    }),
  );
});
