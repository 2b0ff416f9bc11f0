import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { Checks } from '../../../../../renderer/review/evidence/Checks.tsx';
import { Verdict } from '../../../../../renderer/review/parts/Verdict.tsx';
import { countChecks, worstFirst } from '../../../../../shared/evidence/checks/counts.ts';
import type { CheckOutcome, CheckResult } from '../../../../../shared/evidence/types.ts';
import { bundleVerdict } from '../../../../../shared/evidence/verdict.ts';

const RANK: Readonly<Record<CheckOutcome, number>> = { fail: 0, unknown: 1, pass: 2 };
const STATE: Readonly<Record<CheckOutcome, string>> = { fail: 'failed', unknown: 'unknown', pass: 'closed' };

const checks = fc.array(fc.constantFrom<CheckOutcome>('fail', 'unknown', 'pass'), { maxLength: 8 }).map((outcomes) =>
  outcomes.map((result, at): CheckResult => {
    return { id: `c${at}`, type: 'seal', title: `claim ${at}`, result, reason: `reason ${at}`, observed: {} };
  }),
);

test('failed, unknown, passed, in that order, none lost, each with the shape of its own state', () => {
  fc.assert(
    fc.property(checks, (all) => {
      const sorted = worstFirst(all);
      assert.deepEqual(new Set(sorted), new Set(all));
      assert.equal(sorted.length, all.length);
      const ranks = sorted.map(({ result }) => RANK[result]);
      assert.deepEqual(ranks, [...ranks].sort());
      const html = renderToStaticMarkup(createElement(Checks, { checks: all }));
      const shown = [...html.matchAll(/data-state="([a-z]+)"/g)].map(([, state]) => state);
      assert.deepEqual(
        shown,
        sorted.map(({ result }) => STATE[result]),
      );
      for (const { title, reason } of all) assert.ok(html.indexOf(reason) < html.indexOf(title), 'result before claim');
    }),
  );
});

test('the verdict says what failed before what is unknown, and looks passed only where all passed', () => {
  fc.assert(
    fc.property(checks, fc.nat({ max: 2 }), (all, errors) => {
      const counts = countChecks(all);
      const verdict = errors > 0 ? 'refused' : bundleVerdict({ checks: all, findings: [], layout: 'plain' });
      const html = renderToStaticMarkup(createElement(Verdict, { verdict, checks: counts, errors }));
      const state = /data-state="([a-z]+)"/.exec(html)?.[1];
      assert.equal(state === 'closed', verdict === 'verified');
      assert.equal(state === 'failed', counts.failed > 0 || errors > 0);
      assert.equal(state === 'unknown', counts.failed === 0 && errors === 0 && counts.unknown > 0);
      if (counts.failed > 0) assert.match(html, new RegExp(`>${counts.failed} checks? failed`));
      if (counts.unknown > 0) assert.match(html, new RegExp(`${counts.unknown} checks? unknown`));
    }),
  );
});
