import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { concatBytes, utf8 } from '../../../../../shared/encoding/bytes.ts';
import { NAMED_FINDINGS } from '../../../../../shared/evidence/capped-findings.ts';
import { parseSums } from '../../../../../shared/evidence/manifests/sums.ts';
import { isUtf8, MAX_LINE, textLines } from '../../../../../shared/evidence/text-lines.ts';
import { MemoryBundle } from '../checks/bundle.ts';
import { codesOf, digest, judged } from './judged.ts';

const CONTENT: Record<string, string> = {
  'a.txt': 'one',
  'dir/b c.txt': 'two',
  'dir/*star': 'three',
  'back\\slash': 'four',
  'ca\u2028f\u00e9': 'five',
};
const files = new MemoryBundle(CONTENT).files;
const good = files.map(({ path, sha256 }) => gnuLine(path, sha256)).join('');
const hashA = digest('sha256', 'one');

const dir = mkdtempSync(join(tmpdir(), 'holdfast-manifest-'));
after(() => rmSync(dir, { recursive: true, force: true }));

test('what sha256sum writes, in each of its forms, holds', async () => {
  for (const [path, text] of Object.entries(CONTENT)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  const names = files.map(({ path }) => path);
  for (const args of [['--text'], ['--binary'], ['--tag']]) {
    const written = execFileSync('sha256sum', [...args, '--', ...names], { cwd: dir });
    assert.deepEqual(await verify(written), [], args.join(' '));
    const dotted = execFileSync('sha256sum', [...args, '--', ...names.map((name) => `./${name}`)], { cwd: dir });
    assert.deepEqual(await verify(dotted), [], `${args.join(' ')} with ./`);
  }
});

test('order, comments, upper case, CRLF, mixed line ends, and a last line without its end change nothing', async () => {
  const lines = good.trimEnd().split('\n');
  for (const text of [
    `${[...lines].reverse().join('\n')}\n`,
    `# made by hand\n\n${good}`,
    lines.map((line) => line.replace(/[0-9a-f]{64}/, (hex) => hex.toUpperCase())).join('\n'),
    lines.join('\r\n').concat('\r\n'),
    lines.map((line, i) => `${line}${i % 2 === 0 ? '\r' : ''}\n`).join(''),
    lines.join('\n'),
  ]) {
    assert.deepEqual(await verify(text), [], text);
  }
});

test('a byte order mark is left out and told, in UTF-8 and in the UTF-16 of PowerShell', async () => {
  const marked = `\uFEFF${good}`;
  for (const bytes of [utf8(marked), Buffer.from(marked, 'utf16le'), Buffer.from(marked, 'utf16le').swap16()]) {
    assert.deepEqual(await verify(bytes), ['evidence.manifest-byte-order-mark']);
    const forged = new MemoryBundle({ ...CONTENT, SHA256SUMS: bytes, 'a.txt': 'onE' });
    assert.deepEqual(await codesOf(forged), ['evidence.manifest-byte-order-mark', 'evidence.manifest-differs']);
  }
});

test('a list with one space throughout is read as BSD writes it, and no list mixes both', async () => {
  const oneSpace = files.map(({ path, sha256 }) => `${sha256} ${path}\n`).filter((line) => !line.includes('\\'));
  const rest = gnuLine('back\\slash', digest('sha256', 'four'));
  const content = Object.fromEntries(Object.entries(CONTENT).filter(([path]) => !path.includes('\\')));
  assert.deepEqual(await codesOf({ ...content, SHA256SUMS: oneSpace.join('') }), []);
  assert.ok((await verify(oneSpace.join('') + rest)).length > 0, 'two spaces after one');
  assert.ok((await verify(good + (oneSpace[0] ?? ''))).includes('evidence.manifest-malformed-line'), 'one after two');
  // A name that begins with a space cannot be passed off as one that does not.
  const spaced = { ' a': '1', a: '1' };
  const text = `${digest('sha256', '1')}  a\n${digest('sha256', '1')}   a\n`;
  assert.deepEqual(await codesOf({ ...spaced, SHA256SUMS: text }), []);
});

test('BSD, OpenSSL, hashdeep, cleartext-signed and signify lists are read, whatever they are called', async () => {
  const content = { 'a, b': '1', c: '2' };
  const of = (algorithm: string) =>
    Object.entries(content).map(([path, text]) => [path, digest(algorithm, text)] as const);
  const bsd = of('sha512')
    .map(([path, hex]) => `SHA512 (${path}) = ${hex}\n`)
    .join('');
  const both =
    bsd +
    of('sha256')
      .map(([path, hex]) => `SHA256 (${path}) = ${hex}\n`)
      .join('');
  const openssl = of('sha384')
    .map(([path, hex]) => `SHA2-384(${path})= ${hex}\n`)
    .join('');
  const rows = Object.entries(content).map(([path, text]) => {
    return `${text.length},${digest('md5', text)},${digest('sha256', text)},./${path}\n`;
  });
  const hashdeep = `%%%% HASHDEEP-1.0\n%%%% size,md5,sha256,filename\n## Invoked from: /x\n## \n${rows.join('')}`;
  const signed = `-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n# c: 1 bytes\n${bsd}-----BEGIN PGP SIGNATURE-----\n\niQ==\n-----END PGP SIGNATURE-----\n`;
  const signify = `untrusted comment: signature from x\nRWQ=\n${bsd}`;
  for (const list of [bsd, both, openssl, hashdeep, signed, signify]) {
    for (const name of ['CHECKSUM', 'checksums.txt', 'list.digests']) {
      assert.deepEqual(await codesOf({ ...content, [name]: list }), [], list);
      const forged = await codesOf({ ...content, c: '3', [name]: list });
      assert.ok(forged.includes('evidence.manifest-differs'), list);
    }
  }
});

test('a list that lists itself is read but for that line, which can hold only while it was empty', async () => {
  const itself = (digestOf: string) => `${good}${digest('sha256', digestOf)}  SHA256SUMS\n`;
  assert.deepEqual(await verify(itself('')), ['evidence.manifest-lists-itself']);
  assert.deepEqual(await verify(itself('half')), ['evidence.manifest-own-digest']);
});

for (const [defect, text, codes] of [
  ['a changed digest', good.replace(hashA, 'f'.repeat(64)), ['evidence.manifest-differs']],
  ['a file that is not there', `${good}${gnuLine('gone', 'a'.repeat(64))}`, ['evidence.manifest-missing-file']],
  ['a file that is not listed', good.replace(/^.*a\.txt\n/m, ''), ['evidence.manifest-unlisted-file']],
  ['a line twice', `${good}${gnuLine('a.txt', hashA)}`, ['evidence.manifest-duplicate']],
  ['a short digest', `${good}abc  x\n`, ['evidence.manifest-malformed-line']],
  ['one space among two', `${good}${'a'.repeat(64)} x\n`, ['evidence.manifest-malformed-line']],
  ['an unknown escape', `${good}\\${'a'.repeat(64)}  x\\t\n`, ['evidence.manifest-malformed-line']],
  ['a path that leaves', `${good}${'a'.repeat(64)}  ../x\n`, ['evidence.manifest-path']],
  ['an absolute path', `${good}${'a'.repeat(64)}  /x\n`, ['evidence.manifest-path']],
  ['an escaped LF', `${good}\\${'a'.repeat(64)}  x\\ny\n`, ['evidence.manifest-path']],
  ['a tag of another length', `${good}SHA1 (x) = ${'a'.repeat(64)}\n`, ['evidence.manifest-malformed-line']],
  ['a tag that nobody knows', `${good}SIZE (x) = 123456\n`, ['evidence.manifest-malformed-line']],
] as const) {
  test(`${defect} is found, and nothing else`, async () => assert.deepEqual(await verify(text), codes));
}

test('a manifest that is not UTF-8 is refused', async () => {
  assert.deepEqual(await verify(concatBytes(utf8(good), Uint8Array.of(0xff))), ['evidence.manifest-not-utf8']);
});

test('the first differences are named in path order, the others counted', async () => {
  const many = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`f${String(i).padStart(2, '0')}`, `${i}`]));
  const { findings } = await judged({ ...many, SHA256SUMS: `${digest('sha256', '1')}  f01\n` });
  assert.equal(findings.length, NAMED_FINDINGS + 1);
  assert.deepEqual([findings[0]?.where, findings[1]?.where], ['f00', 'f02']);
  assert.equal(findings.at(-1)?.code, 'evidence.manifest-more');
  assert.deepEqual(findings.at(-1)?.observed, `${49 - NAMED_FINDINGS} more`);
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
        const { listed } = parseSums(bytes, 'x/SHA256SUMS');
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

test('a line that no end comes of is refused, in time that grows with it alone', async () => {
  const long = 'x'.repeat(8 * MAX_LINE);
  assert.deepEqual([...textLines(utf8(`a\n${long}\nb\n${long}`), 'any')], ['a', null, 'b', null]);
  assert.deepEqual([...textLines(utf8(`${'x'.repeat(MAX_LINE)}\r`), 'any')], ['x'.repeat(MAX_LINE)]);
  assert.deepEqual(await verify(`${good}${long}`), ['evidence.manifest-malformed-line']);
});

async function verify(list: string | Uint8Array): Promise<string[]> {
  return await codesOf({ ...CONTENT, SHA256SUMS: list });
}

function gnuLine(path: string, sha256: string): string {
  return path.includes('\\') ? `\\${sha256}  ${path.replaceAll('\\', '\\\\')}\n` : `${sha256}  ${path}\n`;
}
