import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { finding, isFindingCode, severities } from '../../../../shared/finding/index.ts';
import { describeFinding } from '../../../../shared/strings/say-finding.ts';

const CODES = Object.keys(severities).filter(isFindingCode);

test('every finding has a test that expects it by its code', () => {
  const tests = join(import.meta.dirname, '../../..');
  const all = readdirSync(tests, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(tests, name), 'utf8'))
    .join('\n');
  assert.deepEqual(
    CODES.filter((code) => !new RegExp(`'${code}(?![a-z-])`).test(all)),
    [],
  );
});

test('every finding is two sentences for a person, with what it is about', () => {
  for (const code of CODES) {
    const text = describeFinding(finding(code, 'line 12', { observed: 'this', expected: 'that' }));
    assert.match(text, /^\S.*\. \(line 12; found this; expected that\) \S.*\.$/s, code);
  }
});
