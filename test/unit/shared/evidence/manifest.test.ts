import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { concatBytes, utf8 } from '../../../../shared/bytes.ts';
import { NAMED_FINDINGS } from '../../../../shared/evidence/capped-findings.ts';
import { evidenceFile } from '../../../../shared/evidence/leaf.ts';
import { parseSha256Sums, verifySha256Sums } from '../../../../shared/evidence/manifest.ts';
import { isUtf8, MAX_LINE, textLines } from '../../../../shared/evidence/text-lines.ts';
import { inPathOrder } from '../../../../shared/evidence/tree-fold.ts';

const CONTENT: Record<string, string> = {
  'a.txt': 'one',
  'dir/b c.txt': 'two',
  'dir/*star': 'three',
  'back\\slash': 'four',
  'ca\u2028f\u00e9': 'five',
};
const files = inPathOrder(Object.entries(CONTENT).map(([path, text]) => evidenceFile(path, utf8(text))));
const good = files.map(({ path, sha256 }) => gnuLine(path, sha256)).join('');
const [hashA] = files.filter(({ path }) => path === 'a.txt').map(({ sha256 }) => sha256);

const dir = mkdtempSync(join(tmpdir(), 'holdfast-manifest-'));
after(() => rmSync(dir, { recursive: true, force: true }));

test('what sha256sum writes, in each of its forms, holds', () => {
  for (const [path, text] of Object.entries(CONTENT)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  const names = files.map(({ path }) => path);
  for (const args of [['--text'], ['--binary'], ['--tag']]) {
    const written = execFileSync('sha256sum', [...args, '--', ...names], { cwd: dir });
    assert.deepEqual(verifySha256Sums(written, files), [], args.join(' '));
    const dotted = execFileSync('sha256sum', [...args, '--', ...names.map((name) => `./${name}`)], { cwd: dir });
    assert.deepEqual(verifySha256Sums(dotted, files), [], `${args.join(' ')} with ./`);
  }
});

test('order, comments, upper case, CRLF, a last line without its end, and a signature beside it change nothing', () => {
  const lines = good.trimEnd().split('\n');
  for (const text of [
    `${[...lines].reverse().join('\n')}\n`,
    `# made by hand\n\n${good}`,
    lines.map((line) => line.replace(/[0-9a-f]{64}/, (hex) => hex.toUpperCase())).join('\n'),
    lines.join('\r\n').concat('\r\n'),
    lines.join('\n'),
  ]) {
    assert.deepEqual(verify(text), [], text);
  }
  const beside = ['SHA256SUMS', 'SHA256SUMS.asc'].map((path) => evidenceFile(path, utf8('x')));
  assert.deepEqual(verifySha256Sums(utf8(good), inPathOrder([...files, ...beside])), []);
});

for (const [defect, text, codes] of [
  ['a changed digest', good.replace(hashA ?? '', 'f'.repeat(64)), ['evidence.manifest-differs']],
  ['a file that is not there', `${good}${gnuLine('gone', 'a'.repeat(64))}`, ['evidence.manifest-missing-file']],
  ['a file that is not listed', good.replace(/^.*a\.txt\n/m, ''), ['evidence.manifest-unlisted-file']],
  ['a line twice', `${good}${gnuLine('a.txt', hashA ?? '')}`, ['evidence.manifest-duplicate']],
  ['a short digest', `${good}abc  x\n`, ['evidence.manifest-malformed-line']],
  ['one space', `${good}${'a'.repeat(64)} x\n`, ['evidence.manifest-malformed-line']],
  ['an unknown escape', `${good}\\${'a'.repeat(64)}  x\\t\n`, ['evidence.manifest-malformed-line']],
  ['a path that leaves', `${good}${'a'.repeat(64)}  ../x\n`, ['evidence.manifest-path']],
  ['an absolute path', `${good}${'a'.repeat(64)}  /x\n`, ['evidence.manifest-path']],
  ['an escaped LF', `${good}\\${'a'.repeat(64)}  x\\ny\n`, ['evidence.manifest-path']],
  ['an SHA-1 tag line', `${good}SHA1 (x) = ${'a'.repeat(40)}\n`, ['evidence.manifest-malformed-line']],
] as const) {
  test(`${defect} is found, and nothing else`, () => assert.deepEqual(verify(text), codes));
}

test('a manifest that is not UTF-8 lists nothing', () => {
  const codes = verifySha256Sums(concatBytes(utf8(good), Uint8Array.of(0xff)), files).map(({ code }) => code);
  assert.equal(codes[0], 'evidence.manifest-not-utf8');
  assert.equal(codes.filter((code) => code === 'evidence.manifest-unlisted-file').length, files.length);
});

test('a link is not what a manifest lists', () => {
  const link = evidenceFile('a.txt', utf8('one'), 'symlink');
  const others = files.filter(({ path }) => path !== 'a.txt');
  const codes = verifySha256Sums(utf8(good), inPathOrder([...others, link])).map(({ code }) => code);
  assert.deepEqual(codes, ['evidence.manifest-missing-file']);
});

test('the first differences are named in path order, the others counted', () => {
  const many = Array.from({ length: 50 }, (_, i) => evidenceFile(`f${String(i).padStart(2, '0')}`, utf8(`${i}`)));
  const findings = verifySha256Sums(new Uint8Array(), many);
  assert.equal(findings.length, NAMED_FINDINGS + 1);
  assert.equal(findings[0]?.where, 'f00');
  assert.equal(findings.at(-1)?.code, 'evidence.manifest-more');
  assert.deepEqual(findings.at(-1)?.observed, `${50 - NAMED_FINDINGS} more`);
});

test('no bytes make the reader throw; what it lists could be in a tree', () => {
  const piece = fc.constantFrom(
    'a'.repeat(64),
    '  ',
    ' *',
    '\\',
    '\n',
    '\r\n',
    '\r',
    './',
    'x',
    'SHA256 (',
    ') = ',
    '\\n',
    '#',
    '\u2028',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(piece).map((all) => utf8(all.join(''))),
        fc.uint8Array(),
      ),
      (bytes) => {
        const { listed } = parseSha256Sums(bytes);
        for (const { path, digest } of listed) assert.ok(!/[\0\n]/.test(path) && /^[0-9a-f]{64}$/.test(digest));
      },
    ),
  );
});

test('lines read in pieces are the lines of the whole', () => {
  const long = fc.constantFrom('x'.repeat(65535), 'é'.repeat(40000), '\r', '\n', '\r\n', 'y', '');
  fc.assert(
    fc.property(fc.array(long, { maxLength: 12 }), (parts) => {
      const text = parts.join('');
      assert.ok(isUtf8(utf8(text)));
      const whole = text.split(/\r\n|\r|\n/);
      if (whole.at(-1) === '') whole.pop();
      assert.deepEqual([...textLines(utf8(text), 'any')], whole);
    }),
    { numRuns: 40 },
  );
});

test('a line that no end comes of is refused, in time that grows with it alone', () => {
  const long = 'x'.repeat(8 * MAX_LINE);
  assert.deepEqual([...textLines(utf8(`a\n${long}\nb\n${long}`), 'any')], ['a', null, 'b', null]);
  assert.deepEqual([...textLines(utf8(`${'x'.repeat(MAX_LINE)}\r`), 'any')], ['x'.repeat(MAX_LINE)]);
  assert.deepEqual(verify(`${good}${long}`), ['evidence.manifest-malformed-line']);
});

function verify(text: string): string[] {
  return verifySha256Sums(utf8(text), files).map(({ code }) => code);
}

function gnuLine(path: string, sha256: string): string {
  return path.includes('\\') ? `\\${sha256}  ${path.replaceAll('\\', '\\\\')}\n` : `${sha256}  ${path}\n`;
}
