import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { terminalJson, terminalLine } from '../../../../shared/text/terminal-text.ts';
import { notDrawn, outsideText } from '../../../helpers/terminal-bytes.ts';

test('whatever a line quotes, all of it is drawn, and no two texts look alike', () => {
  fc.assert(
    fc.property(outsideText(), outsideText(), (one, other) => {
      assert.deepEqual(notDrawn(terminalLine(one)), []);
      assert.equal(terminalLine(one) === terminalLine(other), one === other);
    }),
    { numRuns: 3000 },
  );
});

test('honest text is shown as it is', () => {
  for (const text of ['Quyết định đã ký', 'Решение', '決定', 'a → b “c” €', '\u{1F600}', 'C:\\users']) {
    assert.equal(terminalLine(text), text);
  }
});

test('JSON with any text in it, keys too, is drawn but for its own line feeds, and stays equal', () => {
  const value = fc.dictionary(outsideText(), fc.oneof(outsideText(), fc.array(outsideText())));
  fc.assert(
    fc.property(value, fc.constantFrom(0, 2), (written, indent) => {
      const json = terminalJson(written, indent);
      assert.deepEqual(notDrawn(json.replaceAll('\n', '')), []);
      assert.deepEqual(JSON.parse(json), JSON.parse(JSON.stringify(written)));
      if (indent === 0) assert.ok(!json.includes('\n'));
    }),
    { numRuns: 2000 },
  );
});
