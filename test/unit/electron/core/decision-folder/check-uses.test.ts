import assert from 'node:assert/strict';
import test from 'node:test';
import { checkUses } from '../../../../../electron/core/decision-folder/check-uses.ts';
import type { GrantUse } from '../../../../../shared/statement/fields.ts';
import { inEnvelope, openSigned } from '../../../../../shared/statement/open.ts';
import { must } from '../../../../helpers/must.ts';
import { digestOf, holdDraft, owner, ownerKey, sealedDraft } from '../../../../helpers/statements.ts';

const absent = (name: string, digit: string): GrantUse => ({
  ...{ envelopeSha256: digestOf(name), statementSha256: digestOf(name), action: 'REAL_RUN' },
  ...{ nonce: digit.repeat(64), expires: '2026-06-13T08:00:00Z' },
});

async function decisionUsing(...grants: readonly GrantUse[]) {
  const draft = { ...holdDraft, predicate: { ...holdDraft.predicate, grants: [...grants] } };
  return must(openSigned(inEnvelope(await sealedDraft(draft, ownerKey)), [owner]));
}

test('a grant that may be absent excuses no other one for the same action', async () => {
  const [excused, lost] = [absent('excused', '1'), absent('lost', '2')];
  const known = { excused: new Set([excused.statementSha256]) };
  const codes = async (...uses: readonly GrantUse[]) =>
    checkUses([await decisionUsing(...uses)], known).map(({ code }) => code);
  assert.deepEqual(await codes(excused), []);
  assert.deepEqual(await codes(lost), ['statement.grant-missing']);
  assert.deepEqual(await codes(excused, lost), ['statement.grant-missing']);
});
