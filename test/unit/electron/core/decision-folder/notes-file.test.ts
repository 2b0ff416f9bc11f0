import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { notesFile } from '../../../../../electron/core/decision-folder/notes-file.ts';
import { fromUtf8 } from '../../../../../shared/encoding/bytes.ts';
import { DECISION_TYPE } from '../../../../../shared/statement/decision.ts';
import { classOf, ESCAPED_CODE_POINTS } from '../../../../../shared/text/code-points.ts';
import { complete, digestOf, holdDraft } from '../../../../helpers/statements.ts';

const hold = complete(holdDraft);

test('whatever is noted, the file says first that it is not signed, and holds no character that deceives', () => {
  assert.ok(hold.predicateType === DECISION_TYPE);
  const escaped = new RegExp(`[${classOf(ESCAPED_CODE_POINTS)}]`, 'u');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (notes) => {
      const { name, bytes } = notesFile(hold, digestOf('statement'), notes);
      assert.equal(name, 'holdfast-decision-KB-29B8-1-notes.txt');
      const text = fromUtf8(bytes);
      assert.ok(text !== null);
      assert.ok(text.startsWith('NOTES, NOT SIGNED\nBeside the decision KB-29B8, number 1.\n'));
      assert.doesNotMatch(text, escaped);
    }),
  );
});
