import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { severities } from '../../../../shared/finding/index.ts';
import { findingsPage } from '../../../helpers/findings-page.ts';

const folder = join(import.meta.dirname, '../../../../docs/formats');

test('the table of findings is the one that the codes give, with each code once', () => {
  const page = readFileSync(join(folder, 'findings.md'), 'utf8');
  assert.equal(page, findingsPage());
  for (const code of Object.keys(severities)) {
    assert.equal(page.split(`\n| \`${code}\` |`).length, 2, code);
  }
});
