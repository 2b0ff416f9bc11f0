import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPayload } from '../../../../renderer/sign/read-payload.ts';
import { fromUtf8, toBase64, utf8 } from '../../../../shared/encoding/bytes.ts';
import { sha256Hex } from '../../../../shared/encoding/digest.ts';
import { gistOf } from '../../../../shared/statement/gist.ts';
import { renderStatement } from '../../../../shared/statement/render.ts';
import { statementBytes } from '../../../../shared/statement/statement.ts';
import { wordsToDigest } from '../../../../shared/text/words.ts';
import { complete, holdDraft } from '../../../helpers/statements.ts';

const bytes = statementBytes(complete(holdDraft));
const json = fromUtf8(bytes) ?? '';

test('the text, the gist, the digest in hex and words, and the payload digest come from the payload alone', () => {
  const shown = readPayload(toBase64(bytes));
  assert.ok(shown);
  const text = shown.sections.map((section) => section.text).join('');
  assert.equal(text, renderStatement(holdDraft));
  assert.equal(shown.textSha256, sha256Hex(utf8(text)));
  assert.deepEqual(shown.gist, gistOf(complete(holdDraft)));
  assert.equal(shown.payloadSha256, sha256Hex(bytes));
  const spoken = wordsToDigest(shown.textWords);
  assert.ok(spoken.ok);
  assert.equal(Buffer.from(spoken.value).toString('hex'), shown.textSha256);
});

test('there is nothing to sign when the payload is not one whole, canonical statement in standard base64', () => {
  const broken = {
    'not base64': '%%%%',
    'URL-safe base64': Buffer.from(bytes).toString('base64url'),
    empty: '',
    'cut off': toBase64(bytes.subarray(0, -1)),
    'a space more': toBase64(utf8(`${json} `)),
    'an unknown type': toBase64(utf8(json.replace('urn:holdfast:decision:v1', 'urn:holdfast:decision:v9'))),
  };
  for (const [name, payload] of Object.entries(broken)) assert.equal(readPayload(payload), null, name);
});

test('there is nothing to sign when the text is not the one whose digest the statement holds', () => {
  const { renderedSha256 } = complete(holdDraft).predicate;
  const other = json.replace(renderedSha256, '0'.repeat(64));
  assert.notEqual(other, json);
  assert.equal(readPayload(toBase64(utf8(other))), null);
});
