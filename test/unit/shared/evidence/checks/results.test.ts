import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { toBase64, utf8 } from '../../../../../shared/encoding/bytes.ts';
import { parseJUnit } from '../../../../../shared/evidence/checks/junit.ts';
import type { ProbeReading } from '../../../../../shared/evidence/checks/probes.ts';
import { parseTap } from '../../../../../shared/evidence/checks/tap.ts';
import { parseTestResult } from '../../../../../shared/evidence/checks/test-result.ts';
import { parseXml } from '../../../../../shared/evidence/checks/xml.ts';

const dir = mkdtempSync(join(tmpdir(), 'holdfast-results-'));
after(() => rmSync(dir, { recursive: true, force: true }));

test('TAP and JUnit XML as a real runner writes them are read alike', () => {
  const file = join(dir, 'probes.mjs');
  writeFileSync(
    file,
    `import { test } from 'node:test';
     test('empty packet', () => {});
     test('two <defaults> & more', () => { console.log('noise'); });
     test('skipped', { skip: true }, () => {});
     test('open gate', () => { throw new Error('let it through ]]> <b>'); });
     test('suite', async (t) => { await t.test('inner', () => {}); });`,
  );
  const tap = summary(parseTap(run(file, 'tap')));
  const junit = summary(parseJUnit(run(file, 'junit')));
  assert.deepEqual(tap, [
    'empty packet passed',
    'two <defaults> & more passed',
    'skipped # SKIP failed',
    'open gate failed',
    'suite passed',
  ]);
  assert.deepEqual(junit, [
    'test / empty packet passed',
    'test / two <defaults> & more passed',
    'test / skipped failed',
    'test / open gate failed',
    'test / inner passed',
  ]);
});

const GOOD_TAP = 'TAP version 13\n1..2\nok 1 - one\n  ---\n  not ok\n  ...\nok 2 two\n# comment\n';

test('TAP: what is not plainly passed is not passed', () => {
  assert.deepEqual(summary(parseTap(utf8(GOOD_TAP))), ['one passed', 'two passed']);
  assert.deepEqual(summary(parseTap(utf8('TAP version 14\nok\nok - x # TODO later\nok - y \\# skip\n1..3'))), [
    ' passed',
    'x # TODO later failed',
    'y \\# skip passed',
  ]);
  assert.deepEqual(
    summary(parseTap(utf8('TAP version 14\n# Subtest: s\n    not ok 1 - in\n    1..1\nok 1 - s\n1..1\n'))),
    ['in a subtest: in failed', 's passed'],
  );
  assert.deepEqual(summary(parseTap(utf8('TAP version 14\n    ok 1 - in # SKIP\n    1..1\nok 1 - s\n1..1\n'))), [
    'in a subtest: in # SKIP failed',
    's passed',
  ]);
  assert.deepEqual(summary(parseTap(utf8('TAP version 13\n1..0 # SKIP nothing to do\n'))), []);
});

test('TAP: white space of any kind may stand before and after the sign of a directive', () => {
  const blank = fc.constantFrom(
    ' ',
    '\t',
    '\v',
    '\f',
    '\r',
    '\u0085',
    '\u00a0',
    '\u2028',
    '\u3000',
    '\ufeff',
    '\u200b',
    '\0',
  );
  const blanks = fc.string({ unit: blank, maxLength: 3 });
  const word = fc.constantFrom('skip', 'SKIP', 'Skipped', 'todo', 'TODO');
  fc.assert(
    fc.property(blanks, blanks, word, fc.boolean(), (before, after, directive, isNested) => {
      const point = `ok 1 - probe${before}#${after}${directive} later`;
      const text = isNested ? `    ${point}\n    1..1\nok 1 - all\n` : `${point}\n`;
      const read = parseTap(utf8(`TAP version 14\n1..1\n${text}`));
      assert.ok(read.ok);
      assert.equal(read.value[0]?.outcome, 'failed', JSON.stringify(point));
    }),
  );
});

test('TAP: a failed point of a subtest counts, whatever it is indented with', () => {
  const text = 'TAP version 14\n1..1\n  \tnot ok 1 - in\n    1..1\nok 1 - s\n';
  assert.deepEqual(summary(parseTap(utf8(text))), ['in a subtest: in failed', 's passed']);
});

for (const [defect, text] of [
  ['no version', GOOD_TAP.replace('TAP version 13\n', '')],
  ['another version', GOOD_TAP.replace('13', '12')],
  ['no plan', GOOD_TAP.replace('1..2\n', '')],
  ['two plans', GOOD_TAP.replace('1..2\n', '1..2\n1..2\n')],
  ['a plan of more', GOOD_TAP.replace('1..2', '1..3')],
  ['a plan of fewer', GOOD_TAP.replace('1..2', '1..1')],
  ['a number twice', GOOD_TAP.replace('ok 2', 'ok 1')],
  ['a bail-out', `${GOOD_TAP}Bail out! disk full\n`],
  ['a bail-out in a subtest', `${GOOD_TAP}    Bail out!\n`],
  ['a bail-out behind a tab', `${GOOD_TAP}  \tBail out!\n`],
  ['a plan that skips tests which are there', GOOD_TAP.replace('1..2', '1..2 #\tSKIP no server')],
  ['another line', `${GOOD_TAP}okay then\n`],
  ['an open diagnostic block', `${GOOD_TAP}  ---\n  x: y\n`],
  ['a diagnostic block around a test', 'TAP version 13\n1..1\nok 1\n  ---\nnot ok 2\n  ...\n'],
  ['a test after the last plan', 'TAP version 13\nok 1\n1..1\nok 2\n'],
] as const) {
  test(`TAP with ${defect} cannot be relied on`, () => assert.ok(!parseTap(utf8(text)).ok));
}

const GOOD_JUNIT =
  '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites tests="2"><testsuite name="s" tests="2" failures="0"><properties><property name="a" value="b"/></properties><testcase classname="c" name="one" time="0.1"/><testcase name="t&#x77;o &amp; more"><system-out><![CDATA[<failure/>]]></system-out></testcase></testsuite></testsuites>\n';

test('JUnit: a pass is a test case with nothing said against it', () => {
  assert.deepEqual(summary(parseJUnit(utf8(GOOD_JUNIT))), ['c / one passed', 'two & more passed']);
  for (const element of [
    'failure',
    'error',
    'skipped',
    'flakyFailure',
    'rerunError',
    'j:failure',
    'timeout',
    'disabled',
    'ignored',
  ]) {
    const xml = `<testsuite><testcase name="x"><${element} message='m'>text</${element}></testcase></testsuite>`;
    assert.deepEqual(summary(parseJUnit(utf8(xml))), ['x failed'], element);
  }
});

test('JUnit: a test case that says it did not run is not a pass', () => {
  for (const [attribute, outcome] of [
    ['status="run" result="completed"', 'passed'],
    ['status="notrun" result="suppressed"', 'failed'],
    ['status="run" result="skipped"', 'failed'],
    ['status="Passed"', 'passed'],
    ['status="disabled"', 'failed'],
    ['disabled="true"', 'failed'],
    ['disabled="1"', 'failed'],
    ['Disabled="yes"', 'failed'],
    ['disabled="false"', 'passed'],
    ['xmlns:j="urn:j" j:disabled="true"', 'failed'],
    ['disabled="0"', 'passed'],
    ['skipped="true"', 'failed'],
    ['ignored="true"', 'failed'],
    ['enabled="false"', 'failed'],
    ['executed="False"', 'failed'],
    ['executed="True"', 'passed'],
  ] as const) {
    const xml = `<testsuite><testcase name="x" ${attribute}/></testsuite>`;
    assert.deepEqual(summary(parseJUnit(utf8(xml))), [`x ${outcome}`], attribute);
  }
});

for (const [defect, text] of [
  ['a suite that failed as a whole', GOOD_JUNIT.replace('</testsuite>', '<error>set-up</error></testsuite>')],
  [
    'tests where nobody looks',
    GOOD_JUNIT.replace('</testsuite>', '<more><testcase name="x"><failure/></testcase></more>$&'),
  ],
  ['a document type', GOOD_JUNIT.replace('<testsuites ', '<!DOCTYPE testsuites><testsuites ')],
  [
    'an entity of its own',
    '<!DOCTYPE t [<!ENTITY e SYSTEM "file:///etc/passwd">]><testsuite><testcase name="&e;"/></testsuite>',
  ],
  ['an entity that is not defined', GOOD_JUNIT.replace('&amp;', '&nbsp;')],
  ['a bare ampersand', GOOD_JUNIT.replace('&amp;', '&')],
  ['a reference to no character', GOOD_JUNIT.replace('&#x77;', '&#0;')],
  ['a reference to a surrogate', GOOD_JUNIT.replace('&#x77;', '&#xD800;')],
  ['a processing instruction', GOOD_JUNIT.replace('<testsuites ', '<?xml-stylesheet href="x"?><testsuites ')],
  ['another encoding', GOOD_JUNIT.replace('UTF-8', 'ISO-8859-1')],
  ['another root', '<html/>'],
  ['two roots', `${GOOD_JUNIT}<testsuite/>`],
  ['text after the root', `${GOOD_JUNIT}text`],
  ['an attribute twice', GOOD_JUNIT.replace('name="one"', 'name="one" name="two"')],
  ['an attribute without quotes', GOOD_JUNIT.replace('name="one"', 'name=one')],
  ['a tag that is not closed', GOOD_JUNIT.replace('</testsuite>', '')],
  ['tags that cross', '<testsuite><testcase name="x"><a><b></a></b></testcase></testsuite>'],
  ['a cut-off end', GOOD_JUNIT.slice(0, -20)],
  ['an open comment', `${GOOD_JUNIT}<!-- `],
  ['a wrong count', GOOD_JUNIT.replace('<testsuites tests="2">', '<testsuites tests="3">')],
  ['a count of disabled tests, all of which passed', GOOD_JUNIT.replace('failures="0"', 'disabled="1"')],
  ['a suite that is disabled', GOOD_JUNIT.replace('failures="0"', 'disabled="true"')],
  ['disabled tests counted at its root', GOOD_JUNIT.replace('<testsuites ', '<testsuites disabled="2" ')],
  ['a disabled element in a suite', GOOD_JUNIT.replace('</testsuite>', '<disabled/></testsuite>')],
  ['a wrong count of failures', GOOD_JUNIT.replace('failures="0"', 'failures="1"')],
  ['a test case without a name', GOOD_JUNIT.replace('name="one"', '')],
  ['a depth beyond reason', '<a>'.repeat(40) + '</a>'.repeat(40)],
] as const) {
  test(`JUnit XML with ${defect} cannot be relied on`, () => assert.ok(!parseJUnit(utf8(text)).ok));
}

test('long content does not exhaust the XML reader', () => {
  const long = 'x'.repeat(3_000_000);
  assert.ok(parseXml(utf8(`<a b="${long}"><!--${long}-->${long}<![CDATA[${long}]]></a>`)).ok);
});

const GOOD_STATEMENT = {
  _type: 'https://in-toto.io/Statement/v1',
  subject: [{ name: 'clone', digest: { sha256: 'a'.repeat(64) } }],
  predicateType: 'https://in-toto.io/attestation/test-result/v0.1',
  predicate: { result: 'PASSED', configuration: [], passedTests: ['one', 'two'], duration: 1.5 },
};

test('a Test Result statement is read bare and in an envelope', () => {
  const json = JSON.stringify(GOOD_STATEMENT);
  const envelope = { payloadType: 'application/vnd.in-toto+json', payload: toBase64(utf8(json)), signatures: [] };
  for (const text of [json, JSON.stringify(envelope)]) {
    assert.deepEqual(summary(parseTestResult(utf8(text))), ['one passed', 'two passed']);
  }
  const failing = { result: 'FAILED', passedTests: ['one'], failedTests: ['two'], warnedTests: ['three'] };
  assert.deepEqual(summary(statement(failing)), ['one passed', 'three failed', 'two failed']);
});

test('a Test Result statement that contradicts itself, or is another, cannot be relied on', () => {
  for (const predicate of [
    { result: 'PASSED', failedTests: ['x'] },
    { result: 'FAILED', passedTests: ['x'] },
    { result: 'OK' },
    { passedTests: 'x' },
  ]) {
    assert.ok(!statement(predicate).ok, JSON.stringify(predicate));
  }
  for (const text of [
    '',
    '[]',
    '{}',
    'null',
    JSON.stringify({ ...GOOD_STATEMENT, predicateType: 'x' }),
    JSON.stringify({ payloadType: 'application/vnd.in-toto+json', payload: '!' }),
  ]) {
    assert.ok(!parseTestResult(utf8(text)).ok, text);
  }
});

test('no bytes make a reader of results throw', () => {
  const piece = fc.constantFrom(
    'TAP version 13\n',
    '1..1\n',
    'ok',
    'not ok',
    ' 1',
    '\n',
    '    ',
    '---',
    '...',
    '<testsuite',
    '>',
    '<',
    '/>',
    '</testsuite>',
    '<testcase name="',
    '"',
    '&',
    ';',
    '#',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '{',
    '}',
    '"a":',
  );
  const inputs = fc.oneof(
    fc.uint8Array(),
    fc.array(piece).map((all) => utf8(all.join(''))),
  );
  fc.assert(
    fc.property(inputs, (bytes) => {
      for (const parse of [parseTap, parseJUnit, parseTestResult]) {
        const read = parse(bytes);
        if (!read.ok) assert.match(read.error, /^[A-Z].*\.$/s);
      }
    }),
    { numRuns: 500 },
  );
});

function statement(predicate: Record<string, unknown>): ProbeReading {
  const whole = { ...GOOD_STATEMENT, predicate: { configuration: [], ...predicate } };
  return parseTestResult(utf8(JSON.stringify(whole)));
}

function summary(read: ProbeReading): string[] {
  assert.ok(read.ok, read.ok ? '' : read.error);
  return read.value.map(({ name, outcome }) => `${name} ${outcome}`);
}

function run(file: string, reporter: 'tap' | 'junit'): Uint8Array {
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  try {
    return execFileSync(process.execPath, ['--test', `--test-reporter=${reporter}`, file], { env });
  } catch (error) {
    // The run has a failing test, so it exits with 1; its report is what is wanted.
    if (error instanceof Error && 'stdout' in error && error.stdout instanceof Uint8Array) return error.stdout;
    throw error;
  }
}
