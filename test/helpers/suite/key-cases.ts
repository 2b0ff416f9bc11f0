// Cases of public key files: the forms that are read, and what is no single key.
import { toBase64 } from '../../../shared/encoding/bytes.ts';
import { sshBlobOf, toOpenSsh, toSpkiDer, toSpkiPem } from '../../../shared/key/public-key.ts';
import { sshString } from '../../../shared/key/ssh-wire.ts';
import { tokenOf } from '../agents.ts';
import { operatorKey, ownerKey } from '../statements.ts';
import type { Content, Expected, SuiteCase } from './case.ts';
import { type Cases, path, refused } from './parts.ts';

function keyCase(name: string, why: string, content: Content, expected: Expected): SuiteCase {
  const input = { key: path('key') };
  return { id: `key/${name}`, part: 'key', operation: 'read-key', why, files: { key: content }, input, expected };
}

const bytes = (content: Uint8Array): Content => ({ base64: toBase64(content) });

/** A key blob as in `ssh-ed25519 BLOB`, of any 32 bytes. */
function blob(key: Uint8Array): string {
  return toBase64(Buffer.concat([sshString(Buffer.from('ssh-ed25519')), sshString(key)]));
}

/** 32 bytes in hex, little-endian as an encoded point has them. */
const point = (hex: string) => `ssh-ed25519 ${blob(Buffer.from(hex, 'hex'))}\n`;

export function keyCases(): Cases {
  const { key } = ownerKey;
  const [line, pem, der] = [toOpenSsh(key, ''), toSpkiPem(key), toSpkiDer(key)];
  const token = toOpenSsh(tokenOf(ownerKey), 'Olga');
  const good = (kind = 'ed25519'): Expected => ({ verdict: 'verified', codes: [], values: { keyid: key.keyid, kind } });
  const unreadable = refused('statement.key-unreadable');
  const weak = refused('statement.key-weak');
  const base64 = toBase64(sshBlobOf(key));
  return [
    keyCase('openssh', 'an OpenSSH line', line, good()),
    keyCase('openssh-comment', 'with a comment', toOpenSsh(key, 'Olga Owner'), good()),
    keyCase('openssh-no-line-feed', 'without LF at the end', line.trimEnd(), good()),
    keyCase(
      'openssh-crlf',
      'with CRLF, empty lines, a comment line and blanks',
      `\r\n# Olga\r\n  ssh-ed25519 \t ${base64}  Olga \r\n\r\n`,
      good(),
    ),
    keyCase('openssh-byte-order-mark', 'a byte order mark at the start is passed over', `\ufeff${line}`, good()),
    keyCase('openssh-token', 'a key in a token: the keyid is that of its bare key', token, good('sk-ed25519')),
    keyCase('pem', 'SPKI as PEM', pem, good()),
    keyCase('pem-crlf', 'with CRLF', pem.replaceAll('\n', '\r\n'), good()),
    keyCase('pem-wrapped', 'its base64 in several lines', pem.replace('MCowBQYDK2Vw', 'MCowBQYDK2Vw\n'), good()),
    keyCase('pem-with-text', 'any text around it', `Olga's key:\n${pem}That was it.\n`, good()),
    keyCase(
      'pem-with-comment',
      'a line with # inside of a PEM block is none',
      pem.replace('\n', '\n# Olga\n'),
      unreadable,
    ),
    keyCase('pem-without-end', 'a PEM block without its end', pem.replace(/-----END.*\n/, ''), unreadable),
    keyCase('age-recipient', 'another kind of key beside a PEM block', `${pem}age1xyz\n`, unreadable),
    keyCase('der', 'SPKI as DER', bytes(der), good()),
    keyCase('largest', 'a file of 16,384 bytes', line.padEnd(16_384, '\n'), good()),
    keyCase('too-large', 'a file of 16,385 bytes', line.padEnd(16_385, '\n'), unreadable),
    keyCase('empty', 'no bytes', '', unreadable),
    keyCase('text', 'no key', 'hello\n', unreadable),
    keyCase('not-utf8', 'no UTF-8', bytes(Uint8Array.of(0xff, 0x0a)), unreadable),
    keyCase('two-lines', 'two keys', `${line}${toOpenSsh(operatorKey.key, '')}`, unreadable),
    keyCase('twice', 'one key twice is two keys', `${line}${line}`, unreadable),
    keyCase('pem-and-line', 'a key in each form', `${pem}${line}`, unreadable),
    keyCase('text-beside-line', 'text beside an OpenSSH line', `Olga's key:\n${line}`, unreadable),
    keyCase('authorized-keys', 'something before the key type', `restrict ${line}`, unreadable),
    keyCase('allowed-signers', 'a line of allowed_signers', `owner namespaces="decision@holdfast" ${line}`, unreadable),
    keyCase('other-type', 'a type that its blob contradicts', `sk-ssh-ed25519@openssh.com ${base64}\n`, unreadable),
    keyCase('rsa', 'a key of another kind', 'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQ==\n', unreadable),
    keyCase(
      'private',
      'a private key',
      '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n',
      unreadable,
    ),
    keyCase('no-padding', 'base64 without its padding', token.replace('=', ''), unreadable),
    keyCase(
      'bytes-after',
      'bytes after the key in the blob',
      `ssh-ed25519 ${toBase64(Buffer.concat([sshBlobOf(key), Buffer.alloc(3)]))}\n`,
      unreadable,
    ),
    keyCase('31-bytes', 'a key of 31 bytes', `ssh-ed25519 ${blob(key.bytes.subarray(1))}\n`, unreadable),
    keyCase(
      'der-other',
      'DER of another algorithm (X25519)',
      bytes(der.map((byte, at) => (at === 8 ? 0x6e : byte))),
      unreadable,
    ),
    keyCase('der-longer', 'a byte after the DER', bytes(Buffer.concat([der, Buffer.alloc(1)])), unreadable),
    keyCase('weak-neutral', 'the neutral element', point(`01${'00'.repeat(31)}`), weak),
    keyCase('weak-order-2', 'a point of order 2', point(`ec${'ff'.repeat(30)}7f`), weak),
    keyCase('weak-order-4', 'a point of order 4', point('00'.repeat(32)), weak),
    keyCase(
      'weak-order-8',
      'a point of order 8',
      point('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'),
      weak,
    ),
    keyCase('weak-not-reduced', 'y is not below 2^255 - 19', point(`ee${'ff'.repeat(30)}7f`), weak),
    keyCase('weak-sign-of-zero', 'x is zero, and its sign bit is set', point(`01${'00'.repeat(30)}80`), weak),
    keyCase('weak-no-point', 'y is of no point', point(`02${'00'.repeat(31)}`), weak),
  ];
}
