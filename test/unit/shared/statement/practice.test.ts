import assert from 'node:assert/strict';
import test from 'node:test';
import { fromUtf8 } from '../../../../shared/encoding/bytes.ts';
import { openSigned } from '../../../../shared/statement/open.ts';
import { practise } from '../../../../shared/statement/practice.ts';
import { checkRendered, renderStatement } from '../../../../shared/statement/render.ts';
import { parseStatement, statementBytes } from '../../../../shared/statement/statement.ts';
import { must } from '../../../helpers/must.ts';
import { complete, drafts, operator, operatorKey, owner, ownerKey, sealed } from '../../../helpers/statements.ts';

for (const [name, draft] of Object.entries(drafts)) {
  test(`a ${name} of practice is read in practice alone, whoever signed it, and a real one is not read there`, async (t) => {
    t.after(() => practise(false));
    const real = statementBytes(complete(draft));
    practise(true);
    const payload = statementBytes(complete(draft));
    assert.match(fromUtf8(payload) ?? '', /"predicateType":"urn:holdfast:practice:/);
    const read = must(parseStatement(payload));
    assert.equal(checkRendered(read), null);
    assert.match(renderStatement(read), /^HOLDFAST PRACTICE, COUNTS NOWHERE: /);
    assert.deepEqual(codesOf(parseStatement(real)), ['statement.practice']);
    const envelope = await sealed(payload, ownerKey, operatorKey);

    practise(false);
    assert.deepEqual(codesOf(parseStatement(payload)), ['statement.practice']);
    const opened = openSigned({ envelope, payload: null, sshsigs: [] }, [owner, operator]);
    assert.deepEqual(codesOf(opened), ['statement.practice']);
  });
}

function codesOf(result: ReturnType<typeof parseStatement> | ReturnType<typeof openSigned>): readonly string[] {
  return result.ok ? [] : result.error.map(({ code }) => code);
}
