// Replays test/vectors/rendered, and holds docs/formats/rendered-text.md against what is rendered.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { utf8 } from '../../shared/encoding/bytes.ts';
import { sha256Hex } from '../../shared/encoding/digest.ts';
import { renderStatement } from '../../shared/statement/render.ts';
import { parseStatement } from '../../shared/statement/statement.ts';
import { must } from '../helpers/must.ts';
import { keptRenderedVectors, renderedVectors } from '../helpers/rendered-vectors.ts';
import { grantDraft } from '../helpers/statements.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/formats/rendered-text.md'), 'utf8');

test('the files are what the script makes, no more and no less', () => {
  assert.deepEqual(keptRenderedVectors(), renderedVectors());
});

for (const { name, description, statement, text } of keptRenderedVectors()) {
  test(`${name}: ${description}`, () => {
    const parsed = must(parseStatement(utf8(statement)));
    assert.equal(renderStatement(parsed), text);
    assert.equal(parsed.predicate.renderedSha256, sha256Hex(utf8(text)));
  });
}

test('the example of the page is the text of a grant', () => {
  assert.ok(page.includes(`\`\`\`\n${renderStatement(grantDraft)}\`\`\`\n`));
});

test('the page has every title, label and sentence of ours that any vector shows', () => {
  const shown = keptRenderedVectors()
    .filter(({ name }) => name !== 'decision-odd-text')
    .flatMap(({ text }) => text.split('\n'))
    .map((line) => line.trim().replace(/^[0-9]+\. /, ''))
    .filter((line) => line !== '' && !line.startsWith('| '));
  const ours = new Set(shown.map((line) => line.replace(/: .*$|:$/, '')));
  assert.ok(ours.size > 80);
  assert.deepEqual(
    [...ours].filter((one) => !page.includes(one)),
    [],
  );
});
