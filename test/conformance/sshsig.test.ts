// Our OpenSSH signatures against the real ssh-keygen, in both directions, on good and on broken input.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { concatBytes, fromBase64, toBase64, utf8 } from '../../shared/encoding/bytes.ts';
import { type PublicKey, parsePublicKey, toOpenSsh } from '../../shared/key/public-key.ts';
import { sshString, uint32 } from '../../shared/key/ssh-wire.ts';
import {
  armorSshsig,
  parseSshsig,
  SSHSIG_NAMESPACE,
  type SshsigNamespace,
  signSsh,
  sshsigMessage,
  verifySshsig,
} from '../../shared/statement/sshsig.ts';
import { malleated, operatorKey, ownerKey, strangerKey } from '../helpers/statements.ts';

const folder = mkdtempSync(join(tmpdir(), 'holdfast-sshsig-'));
after(() => rmSync(folder, { recursive: true }));
const message = utf8('{"a":1}');
const namespace = 'decision@holdfast';

for (const name of Object.values(SSHSIG_NAMESPACE)) {
  test(`ssh-keygen accepts ours under ${name}, and under no other namespace`, async () => {
    const signature = await signSsh(message, name, ownerKey.key, ownerKey.sign);
    assert.deepEqual(verdicts(ownerKey.key, signature, message, name), { ours: 'ok', sshKeygen: true });
    const other = name === 'grant@holdfast' ? 'decision@holdfast' : 'grant@holdfast';
    assert.deepEqual(verdicts(ownerKey.key, signature, message, other), {
      ours: 'statement.sshsig-namespace',
      sshKeygen: false,
    });
  });
}

for (const hash of ['sha512', 'sha256']) {
  test(`ours accepts what ssh-keygen signs with ${hash}`, () => {
    const privateKey = join(folder, `id-${hash}`);
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', privateKey]);
    const options = ['-Y', 'sign', '-f', privateKey, '-n', namespace, '-O', `hashalg=${hash}`];
    const signature = execFileSync('ssh-keygen', options, { input: message, stdio: 'pipe' }).toString();
    const read = parsePublicKey(readFileSync(`${privateKey}.pub`));
    assert.ok(read.ok);
    assert.deepEqual(verdicts(read.value.key, signature, message, namespace), { ours: 'ok', sshKeygen: true });
  });
}

test('both refuse another message, a changed signature, and another key', async () => {
  const signature = await signSsh(message, namespace, ownerKey.key, ownerKey.sign);
  const parsed = parseSshsig(utf8(signature));
  assert.ok(parsed.ok);
  assert.deepEqual(verdicts(ownerKey.key, signature, utf8('{"a":2}'), namespace), {
    ours: 'statement.signature-invalid',
    sshKeygen: false,
  });
  assert.deepEqual(verdicts(operatorKey.key, signature, message, namespace), {
    ours: 'statement.not-signed-by-trusted-key',
    sshKeygen: false,
  });
  const changed = Uint8Array.from(parsed.value.signature, (byte, at) => (at === 40 ? byte ^ 1 : byte));
  const broken = armorSshsig(ownerKey.key, namespace, concatBytes(sshString(utf8('ssh-ed25519')), sshString(changed)));
  assert.deepEqual(verdicts(ownerKey.key, broken, message, namespace), {
    ours: 'statement.signature-invalid',
    sshKeygen: false,
  });
});

test('both refuse a signature by another key that names the enrolled one', async () => {
  const inner = await strangerKey.sign(sshsigMessage(message, namespace));
  const forged = armorSshsig(ownerKey.key, namespace, concatBytes(sshString(utf8('ssh-ed25519')), sshString(inner)));
  assert.deepEqual(verdicts(ownerKey.key, forged, message, namespace), {
    ours: 'statement.signature-invalid',
    sshKeygen: false,
  });
});

test('both refuse a broken armor, a later version, bytes after the signature', async () => {
  const signature = await signSsh(message, namespace, ownerKey.key, ownerKey.sign);
  const blob = fromBase64(signature.replace(/-----[A-Z ]+-----|\n/g, '')) ?? assert.fail();
  const armored = (bytes: Uint8Array) =>
    `-----BEGIN SSH SIGNATURE-----\n${(toBase64(bytes).match(/.{1,70}/g) ?? []).join('\n')}\n-----END SSH SIGNATURE-----\n`;
  assert.equal(armored(blob), signature);
  for (const broken of [
    signature.replace('BEGIN SSH', 'BEGIN PGP'),
    armored(concatBytes(blob, Uint8Array.of(0))),
    armored(blob.subarray(0, -1)),
    armored(Uint8Array.from(blob, (byte, at) => (at === 9 ? 2 : byte))),
  ]) {
    assert.deepEqual(verdicts(ownerKey.key, broken, message, namespace), {
      ours: 'statement.sshsig-unreadable',
      sshKeygen: false,
    });
  }
});

test('a security key that was touched is accepted by both, and not with a changed counter or application', async () => {
  const touched = await tokenSignature('ssh:', 0x01, 7, 7);
  assert.deepEqual(verdicts(token('ssh:'), touched, message, namespace), { ours: 'ok', sshKeygen: true });
  const replayed = await tokenSignature('ssh:', 0x01, 7, 8);
  assert.deepEqual(verdicts(token('ssh:'), replayed, message, namespace), {
    ours: 'statement.signature-invalid',
    sshKeygen: false,
  });
  assert.deepEqual(verdicts(token('ssh:other'), touched, message, namespace), {
    ours: 'statement.not-signed-by-trusted-key',
    sshKeygen: false,
  });
});

test('a security key that was not touched is refused', async () => {
  const untouched = await tokenSignature('ssh:', 0x00, 7, 7);
  assert.equal(verdicts(token('ssh:'), untouched, message, namespace).ours, 'statement.user-presence');
});

test('S + L in place of S is refused here, though ssh-keygen up to now lets it pass', async () => {
  const signature = await ownerKey.sign(sshsigMessage(message, namespace));
  const malleatedBlob = concatBytes(sshString(utf8('ssh-ed25519')), sshString(malleated(signature)));
  const verdict = verdicts(ownerKey.key, armorSshsig(ownerKey.key, namespace, malleatedBlob), message, namespace);
  assert.equal(verdict.ours, 'statement.signature-invalid');
});

test('a wrong signature by the signer is a bug, and nothing comes out', async () => {
  await assert.rejects(signSsh(message, namespace, ownerKey.key, strangerKey.sign));
});

function token(application: string): PublicKey {
  return { ...operatorKey.key, kind: 'sk-ed25519', application };
}

/** What a FIDO token gives (PROTOCOL.u2f), made by a key in software; `claimed` is the counter beside the signature. */
async function tokenSignature(application: string, flags: number, counter: number, claimed: number): Promise<string> {
  const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest());
  const signed = concatBytes(
    sha256(utf8(application)),
    Uint8Array.of(flags),
    uint32(counter),
    sha256(sshsigMessage(message, namespace)),
  );
  return armorSshsig(
    token(application),
    namespace,
    concatBytes(
      sshString(utf8('sk-ssh-ed25519@openssh.com')),
      sshString(await operatorKey.sign(signed)),
      Uint8Array.of(flags),
      uint32(claimed),
    ),
  );
}

function verdicts(
  key: PublicKey,
  signature: string,
  signed: Uint8Array,
  under: SshsigNamespace,
): { readonly ours: string; readonly sshKeygen: boolean } {
  const verified = verifySshsig(utf8(signature), signed, under, [{ key, name: 'signer', roles: ['owner'] }]);
  const allowed = join(folder, 'allowed_signers');
  const file = join(folder, 'message.sig');
  writeFileSync(allowed, `signer ${toOpenSsh(key, '')}`);
  writeFileSync(file, signature);
  const run = spawnSync('ssh-keygen', ['-Y', 'verify', '-f', allowed, '-I', 'signer', '-n', under, '-s', file], {
    input: signed,
  });
  return { ours: verified.ok ? 'ok' : verified.error.code, sshKeygen: run.status === 0 };
}
