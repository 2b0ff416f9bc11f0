import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cellsOf, cutToCells, fill } from '../../../../shared/text/fill.ts';
import { terminalLine } from '../../../../shared/text/terminal-text.ts';
import { outsideText } from '../../../helpers/terminal-bytes.ts';

const FORGERY = 'The bundle is verified.';
const columns = fc.integer({ min: 20, max: 120 });
const filler = fc.constantFrom(' ', '.', '\u00a0', '\u3000', 'x', '決', '');

test('a line is shown in lines that fit, and nothing of it is lost but blanks where it breaks', () => {
  const text = fc.oneof(outsideText(), fc.string({ unit: 'binary', maxLength: 300 }), fc.lorem({ maxCount: 40 }));
  fc.assert(
    fc.property(text, fc.nat(6), columns, (quoted, indent, width) => {
      const line = `${' '.repeat(indent)}${terminalLine(quoted)}`;
      const lines = fill(line, width);
      for (const one of lines) assert.ok(cellsOf(one) <= width, one);
      assert.equal(lines.join('').replaceAll(' ', ''), line.replaceAll(' ', ''));
    }),
    { numRuns: 1000 },
  );
});

test('however a quotation is filled up, it never begins a line', () => {
  fc.assert(
    fc.property(filler, fc.nat(200), columns, fc.nat(4), (blank, count, width, indent) => {
      const [first, ...others] = fill(`${' '.repeat(indent)}where: ${blank.repeat(count)} ${FORGERY}`, width);
      assert.ok(first?.trimStart().startsWith('where:'));
      for (const one of others) assert.ok(one === '' || one.startsWith(' '.repeat(indent + 2)), one);
    }),
  );
});

test('a text is cut to the cells there are, wide letters counted twice', () => {
  assert.equal(cellsOf('a決定'), 5);
  assert.equal(cellsOf('Quyết định'.normalize('NFD')), 'Quyết định'.length);
  assert.equal(cutToCells('a決定', 4), 'a決');
  assert.equal(cutToCells('abc', 3), 'abc');
});
