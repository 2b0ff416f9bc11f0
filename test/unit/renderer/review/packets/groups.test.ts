import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { inGroups, twinsIn } from '../../../../../renderer/review/packets/groups.ts';
import type { PacketRow } from '../../../../../renderer/workspace/rows.ts';
import { utf8 } from '../../../../../shared/encoding/bytes.ts';
import { sha256Hex } from '../../../../../shared/encoding/digest.ts';

const anyName = fc.record({
  id: fc.constantFrom('KB-1', 'KB-2', 'KB-3'),
  revision: fc.constantFrom('1', '2'),
  form: fc.constantFrom<PacketRow['form']>('markdown', 'text'),
});
const anyRows = fc.array(anyName, { maxLength: 12 }).map((names) => names.map(rowOf));

function rowOf(name: Pick<PacketRow, 'id' | 'revision' | 'form'>, at: number): PacketRow {
  return {
    ...name,
    sha256: sha256Hex(utf8(String(at))),
    title: '',
    date: '',
    docStatus: '',
    size: 1,
    default: null,
    openBlockers: 0,
    blockers: 0,
    findings: 0,
    errors: 0,
    label: '',
    importedAt: '',
    decided: null,
    words: [],
  };
}

test('the same packets are listed, those of one id together, and the groups begin in the order of their first ones', () => {
  fc.assert(
    fc.property(anyRows, (rows) => {
      const listed = inGroups(rows);
      assert.deepEqual(new Set(listed), new Set(rows));
      assert.equal(listed.length, rows.length);
      for (const keyOf of [
        ({ id }: PacketRow) => id,
        ({ id, revision }: PacketRow) => `${id} ${revision}`,
        ({ id, revision, form }: PacketRow) => `${id} ${revision} ${form}`,
      ]) {
        const begun = listed.map(keyOf).filter((key, at, all) => key !== all[at - 1]);
        assert.equal(new Set(begun).size, begun.length);
      }
      assert.deepEqual([...new Set(listed.map(({ id }) => id))], [...new Set(rows.map(({ id }) => id))]);
    }),
  );
});

test('other bytes under the same id, revision and form are told of each packet that has them, and of no other', () => {
  fc.assert(
    fc.property(anyRows, (rows) => {
      const twins = twinsIn(rows);
      for (const row of rows) {
        const others = rows.filter((one) => one !== row && one.id === row.id && one.revision === row.revision);
        const isAlarm = others.some(({ form }) => form === row.form);
        assert.equal(twins.get(row.sha256), isAlarm ? 'same-form' : others.length > 0 ? 'other-form' : undefined);
      }
    }),
  );
});
