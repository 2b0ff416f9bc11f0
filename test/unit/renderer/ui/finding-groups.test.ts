import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { groupFindings } from '../../../../renderer/ui/finding-groups.ts';
import { type FindingCode, finding } from '../../../../shared/finding/index.ts';

const codes: readonly FindingCode[] = [
  'evidence.name-twin',
  'evidence.manifest-differs',
  'evidence.hash-of-other-tree',
  'packet.option-twice',
];
const findings = fc.array(
  fc.tuple(fc.constantFrom(...codes), fc.string()).map(([code, where]) => finding(code, where)),
);
const RANK = { error: 0, warning: 1, info: 2 };

test('nothing is left out or said twice, and each group is of one code', () => {
  fc.assert(
    fc.property(findings, (all) => {
      const groups = groupFindings(all);
      assert.equal(groups.flat().length, all.length);
      assert.deepEqual(new Set(groups.flat()), new Set(all));
      for (const group of groups) assert.equal(new Set(group.map(({ code }) => code)).size, 1);
      assert.equal(new Set(groups.map(([{ code }]) => code)).size, groups.length);
    }),
  );
});

test('the gravest come first, and places stay in the order in which they were found', () => {
  fc.assert(
    fc.property(findings, (all) => {
      const groups = groupFindings(all);
      const ranks = groups.map(([{ severity }]) => RANK[severity]);
      assert.deepEqual(
        ranks,
        [...ranks].sort((a, b) => a - b),
      );
      for (const group of groups) {
        assert.deepEqual(
          group,
          all.filter(({ code }) => code === group[0].code),
        );
      }
    }),
  );
});
