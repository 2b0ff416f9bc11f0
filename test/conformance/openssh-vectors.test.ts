// Replays test/vectors/openssh: our verdicts beside those of stock ssh-keygen, on every signature.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { utf8 } from '../../shared/encoding/bytes.ts';
import { parsePublicKey } from '../../shared/key/public-key.ts';
import type { Actor } from '../../shared/packet/types.ts';
import { openSigned } from '../../shared/statement/open.ts';
import { SSHSIG_NAMESPACE, verifySshsig } from '../../shared/statement/sshsig.ts';
import type { TrustedKey } from '../../shared/statement/trust.ts';
import { type OpenSshVector, openSshVectors } from '../helpers/openssh-vectors.ts';

const folder = mkdtempSync(join(tmpdir(), 'holdfast-openssh-vectors-'));
after(() => rmSync(folder, { recursive: true }));
const FILES = 'test/vectors/openssh';
const made = await openSshVectors();

test('the files are what the script makes, no more and no less', () => {
  assert.deepEqual(readdirSync(FILES).sort(), made.map(({ name }) => `${name}.json`).sort());
  for (const vector of made) assert.deepEqual(fileOf(vector.name), vector);
});

for (const { name } of made) {
  const vector = fileOf(name);
  const trusted = vector.trusted.map(trustedKey);
  const payload = utf8(vector.statement);
  const sshsigs = vector.sshsigs.map(utf8);

  test(`${name}: our verdict on the whole statement`, () => {
    const opened = openSigned(
      vector.envelope === null
        ? { envelope: null, payload, sshsigs }
        : { envelope: utf8(vector.envelope), payload, sshsigs },
      trusted,
    );
    const findings = opened.ok ? opened.value.findings : opened.error;
    assert.deepEqual([...new Set(findings.map(({ code }) => code))].sort(), vector.expected.findings);
    assert.equal(opened.ok, !name.includes('-bad-'));
  });

  test(`${name}: each signature, by us and by ssh-keygen`, () => {
    const namespace = Object.values(SSHSIG_NAMESPACE).find((one) => one === vector.namespace) ?? assert.fail();
    const ours = sshsigs.map((sshsig) => verifySshsig(sshsig, payload, namespace, trusted).ok);
    const sshKeygen = vector.sshsigs.map((sshsig) => verifiedBySshKeygen(vector, sshsig));
    const { findings: _, ...expected } = vector.expected;
    assert.deepEqual({ sshsigs: ours, sshKeygen }, expected);
  });
}

function fileOf(name: string): OpenSshVector {
  return JSON.parse(readFileSync(join(FILES, `${name}.json`), 'utf8'));
}

function trustedKey({ name, roles, key }: OpenSshVector['trusted'][number]): TrustedKey {
  const read = parsePublicKey(utf8(key));
  assert.ok(read.ok);
  const all: readonly Actor[] = ['owner', 'operator', 'auditor'];
  return { key: read.value.key, name, roles: all.filter((role) => roles.includes(role)) };
}

/** Under any of the enrolled keys. */
function verifiedBySshKeygen({ trusted, statement, namespace }: OpenSshVector, sshsig: string): boolean {
  const allowed = join(folder, 'allowed_signers');
  const signature = join(folder, 'statement.json.sig');
  writeFileSync(allowed, trusted.map(({ key }) => `signer ${key}`).join(''));
  writeFileSync(signature, sshsig);
  const options = ['-Y', 'verify', '-f', allowed, '-I', 'signer', '-n', namespace, '-s', signature];
  return spawnSync('ssh-keygen', options, { input: statement }).status === 0;
}
