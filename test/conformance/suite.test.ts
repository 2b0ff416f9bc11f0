// The published suite, conformance/: its files are what the script makes, and this command line agrees on all of it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { isFindingCode } from '../../shared/finding/index.ts';
import { scriptFile } from '../helpers/parts.ts';
import { caseJsonSchema } from '../helpers/suite/case.ts';
import { caseText, keptCases, SUITE, suiteCases } from '../helpers/suite/cases.ts';

/** Debian's own, whatever else is called python3. */
const PYTHON = '/usr/bin/python3';

const kept = keptCases();

function run(...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(SUITE, 'run.mjs'), ...words], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

test('the cases are what the script makes, no more and no less', async () => {
  const made = await suiteCases();
  assert.deepEqual(
    [...kept.keys()].sort(),
    made.map(({ id }) => id),
  );
  for (const one of made) assert.equal(kept.get(one.id)?.text, caseText(one), one.id);
  const schema = readFileSync(join(SUITE, 'case.schema.json'), 'utf8');
  assert.deepEqual(JSON.parse(schema), JSON.parse(JSON.stringify(caseJsonSchema())));
});

test('every case has its own question, and expects codes that there are', () => {
  const questions = new Set<string>();
  for (const [id, { parsed }] of kept) {
    const { base, files, operation, input, expected } = parsed;
    questions.add(JSON.stringify({ base, files, operation, input }));
    for (const code of [...(expected.codes ?? []), ...(expected.atLeast ?? []), ...(expected.listed ?? [])]) {
      assert.ok(isFindingCode(code), `${id}: ${code}`);
    }
    assert.ok(base === undefined || kept.has(base), `${id} is based on ${base}`);
  }
  assert.equal(questions.size, kept.size);
});

test('every part has cases that hold and cases that do not', () => {
  const good = ['verified', 'read', 'open'];
  for (const part of new Set([...kept.values()].map(({ parsed }) => parsed.part))) {
    const verdicts = [...kept.values()]
      .filter(({ parsed }) => parsed.part === part)
      .map(({ parsed }) => parsed.expected);
    assert.ok(
      verdicts.some(({ verdict }) => good.includes(verdict)),
      part,
    );
    assert.ok(
      verdicts.some(({ verdict }) => !good.includes(verdict)),
      part,
    );
  }
});

test('the command line agrees on every case, and the table of the README is what it gives', () => {
  const { status, stdout, stderr } = run('--markdown', '--', process.execPath, scriptFile('suite-adapter'));
  assert.equal(stderr, '');
  assert.equal(status, 0);
  assert.ok(readFileSync(join(SUITE, 'README.md'), 'utf8').includes(stdout), stdout);
});

test('so does the verifier that was written from the documents alone', () => {
  const { status, stdout, stderr } = run('--markdown', '--', PYTHON, join(SUITE, 'python/verify.py'));
  assert.equal(stderr, '');
  assert.equal(status, 0);
  assert.ok(readFileSync(join(SUITE, 'README.md'), 'utf8').includes(stdout), stdout);
});

test('a program that answers wrongly, or not at all, does not pass', () => {
  const program = (body: string) => [process.execPath, '-e', `process.stdin.once('data', () => { ${body} })`];
  const wrong = run('--case', 'packet/empty', '--', ...program(`console.log('{"verdict":"open","codes":[]}')`));
  assert.equal(wrong.status, 1);
  assert.match(wrong.stderr, /packet\/empty: no bytes\n {4}verdict: expected "unreadable", answered "open"\n {4}codes/);
  const silent = run('--case', 'packet/empty', '--', ...program('process.exit(3)'));
  assert.equal(silent.status, 2);
  assert.match(silent.stderr, /ended \(3\) before it had answered/);
  assert.equal(run('--case', 'packet/none', '--', 'true').status, 2);
  assert.equal(run().status, 2);
});
