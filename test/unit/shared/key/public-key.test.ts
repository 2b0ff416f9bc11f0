import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { concatBytes, toBase64, utf8 } from '../../../../shared/encoding/bytes.ts';
import {
  type PublicKey,
  parsePublicKey,
  sshBlobOf,
  toOpenSsh,
  toSpkiDer,
  toSpkiPem,
} from '../../../../shared/key/public-key.ts';
import { ownerKey } from '../../../helpers/statements.ts';

const { key } = ownerKey;

test('the key id is the SHA-256 of the SPKI DER that Node exports', () => {
  assert.equal(key.keyid, createHash('sha256').update(toSpkiDer(key)).digest('hex'));
});

test('a key comes back from each of its forms', () => {
  const forms: readonly (readonly [Uint8Array, string])[] = [
    [utf8(toOpenSsh(key, 'olga@station')), 'olga@station'],
    [utf8(toOpenSsh(key, 'a comment of several words')), 'a comment of several words'],
    [utf8(toOpenSsh(key, '').trimEnd()), ''],
    [utf8(toSpkiPem(key)), ''],
    [utf8(toSpkiPem(key).replaceAll('\n', '\r\n')), ''],
    [toSpkiDer(key), ''],
  ];
  for (const [file, comment] of forms) assert.deepEqual(parsePublicKey(file), { ok: true, value: { key, comment } });
});

test('blank lines, comments, tabs, blanks and either line end change nothing about a key', () => {
  const line = toOpenSsh(key, 'Olga Owner').trimEnd();
  const pem = toSpkiPem(key).trimEnd();
  const [type, base64] = line.split(' ');
  const openSsh = [
    `${line}\n\n`,
    `\n\n${line}`,
    `# owner\n${line}\n`,
    `${line}\n  # her key\n`,
    `${type}\t${base64}\tOlga Owner\n`,
    `  ${type}   ${base64} \t Olga Owner  \n`,
    `\r\n${line}\r\n\r\n`,
    `\ufeff${line}\n`,
    `${line}\r`,
  ];
  const pems = [
    `Public key of Olga Owner\nchecked by phone\n\n${pem}\n`,
    `${pem}\n\nsome more text\n`,
    `${pem.replaceAll('\n', '  \n')} \n`,
    `\ufeff${pem.replaceAll('\n', '\r\n')}\r\n\r\n`,
  ];
  for (const text of openSsh) {
    assert.deepEqual(parsePublicKey(utf8(text)), { ok: true, value: { key, comment: 'Olga Owner' } }, text);
  }
  for (const text of pems)
    assert.deepEqual(parsePublicKey(utf8(text)), { ok: true, value: { key, comment: '' } }, text);
});

test('what is no single public key is called what it is, at its line', () => {
  const line = toOpenSsh(key, 'x');
  const cases: readonly (readonly [string, RegExp])[] = [
    [line + line, /line 1 .*2 keys \(lines 1, 2\)/],
    [`${toSpkiPem(key)}\n${line}`, /2 keys \(lines 1, 5\)/],
    [
      `---- BEGIN SSH2 PUBLIC KEY ----\n${toBase64(sshBlobOf(key))}\n---- END SSH2 PUBLIC KEY ----\n`,
      /RFC 4716.*ssh-keygen -i/,
    ],
    [`\nolga@example.org namespaces="decision@holdfast" ${line}`, /line 2 .*allowed_signers.*"olga@example\.org"/],
    [`restrict,command="x y" ${line}`, /authorized_keys/],
    ['-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n', /a private key/],
    ['PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\n', /a private key/],
    ['-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmDM\n-----END PGP PUBLIC KEY BLOCK-----\n', /PGP PUBLIC KEY BLOCK/],
    [`ssh-ed25519-cert-v01@openssh.com AAAA x\n`, /a certificate/],
    ['ssh-rsa AAAAB3NzaC1yc2E= x\n', /a key of type ssh-rsa/],
    [`${line}and some text\n`, /line 2 .*neither a key/],
    ['{"kty":"OKP"}', /JSON/],
    [toSpkiPem(key).replace('-----END PUBLIC KEY-----\n', ''), /without its end/],
    ['', /an empty file/],
    ['hello\n', /line 1 .*neither an OpenSSH/],
  ];
  for (const [text, expected] of cases) {
    const read = parsePublicKey(utf8(text));
    assert.ok(!read.ok, text);
    assert.equal(read.error.code, 'statement.key-unreadable');
    assert.match(`${read.error.where} ${read.error.observed}`, expected);
  }
});

test('what ssh-keygen reads as one key is read as that key', () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-key-'));
  try {
    const line = toOpenSsh(key, 'x').trimEnd();
    for (const text of [`${line}\n\n`, `\n# c\n${line}`, line.replaceAll(' ', '\t'), ` ${line}\r\n`]) {
      writeFileSync(join(folder, 'key.pub'), text);
      const shown = execFileSync('ssh-keygen', ['-l', '-E', 'sha256', '-f', join(folder, 'key.pub')]).toString();
      const read = parsePublicKey(utf8(text));
      assert.ok(read.ok);
      const fingerprint = createHash('sha256').update(sshBlobOf(read.value.key)).digest('base64').replace(/=+$/, '');
      assert.ok(shown.includes(`SHA256:${fingerprint} `), shown);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a security key comes back with its application', () => {
  const token: PublicKey = { ...key, kind: 'sk-ed25519', application: 'ssh:' };
  const line = toOpenSsh(token, 'token');
  assert.ok(line.startsWith('sk-ssh-ed25519@openssh.com AAAA'));
  assert.deepEqual(parsePublicKey(utf8(line)), { ok: true, value: { key: token, comment: 'token' } });
});

test('ssh-keygen and openssl write what is read, and read what is written', () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-key-'));
  try {
    const privateKey = join(folder, 'id');
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'made here', '-f', privateKey]);
    const line = readFileSync(`${privateKey}.pub`, 'utf8');
    const read = parsePublicKey(utf8(line));
    assert.ok(read.ok);
    assert.equal(toOpenSsh(read.value.key, read.value.comment), line);
    const pem = execFileSync('openssl', ['pkey', '-pubin', '-pubout'], { input: toSpkiPem(read.value.key) }).toString();
    assert.equal(pem, toSpkiPem(read.value.key));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

const blob = sshBlobOf(key);
const line = (type: string, bytes: Uint8Array) => utf8(`${type} ${toBase64(bytes)} x\n`);
const defects: readonly (readonly [string, Uint8Array, string])[] = [
  ['nothing', new Uint8Array(), 'statement.key-unreadable'],
  [
    'a private key',
    utf8(ownerKey.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()),
    'statement.key-unreadable',
  ],
  ['an RSA key line', utf8('ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQC7 x'), 'statement.key-unreadable'],
  ['a type that its blob contradicts', line('sk-ssh-ed25519@openssh.com', blob), 'statement.key-unreadable'],
  ['bytes after the key', line('ssh-ed25519', concatBytes(blob, Uint8Array.of(0))), 'statement.key-unreadable'],
  ['a truncated blob', line('ssh-ed25519', blob.subarray(0, -1)), 'statement.key-unreadable'],
  ['two lines', utf8(toOpenSsh(key, 'a') + toOpenSsh(key, 'b')), 'statement.key-unreadable'],
  ['options before the key', utf8(`cert-authority ${toOpenSsh(key, '')}`), 'statement.key-unreadable'],
  ['DER with a byte more', concatBytes(toSpkiDer(key), Uint8Array.of(0)), 'statement.key-unreadable'],
  ['an X25519 key', utf8(toSpkiPem(key).replace('MCowBQYDK2VwAyEA', 'MCowBQYDK2VuAyEA')), 'statement.key-unreadable'],
  ['two PEM blocks', utf8(toSpkiPem(key) + toSpkiPem(key)), 'statement.key-unreadable'],
  [
    'a small-order point',
    line(
      'ssh-ed25519',
      Uint8Array.from(blob, (byte, at) => (at < 19 ? byte : 0)),
    ),
    'statement.key-weak',
  ],
];

for (const [name, file, code] of defects) {
  test(`refused: ${name}`, () => {
    const read = parsePublicKey(file);
    assert.equal(read.ok ? 'ok' : read.error.code, code);
  });
}

test('a comment with a line break would make a second key', () => {
  assert.throws(() => toOpenSsh(key, 'a\nssh-ed25519 AAAA'));
});
