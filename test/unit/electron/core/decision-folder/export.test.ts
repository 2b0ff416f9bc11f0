import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { type DecisionToExport, exportDecision } from '../../../../../electron/core/decision-folder/export.ts';
import {
  DOSSIER_FILES,
  folderName,
  isPacketFileName,
  packetFileName,
} from '../../../../../electron/core/decision-folder/names.ts';
import type { CarriedStatement } from '../../../../../electron/core/decision-folder/signed-files.ts';
import { verifyExport } from '../../../../../electron/core/decision-folder/verify.ts';
import { utf8 } from '../../../../../shared/encoding/bytes.ts';
import { sha256Hex } from '../../../../../shared/encoding/digest.ts';
import { signEnvelope } from '../../../../../shared/statement/dsse.ts';
import { grantUse, isGrant } from '../../../../../shared/statement/in-force.ts';
import { inEnvelope, openSigned } from '../../../../../shared/statement/open.ts';
import { signSsh } from '../../../../../shared/statement/sshsig.ts';
import { type StatementDraft, statementBytes } from '../../../../../shared/statement/statement.ts';
import { tokenOf, tokenSshsig } from '../../../../helpers/agents.ts';
import { oneHostile } from '../../../../helpers/harmed.ts';
import {
  complete,
  grantDraft,
  holdDraft,
  ownerKey,
  sealedDraft,
  strangerKey,
  testKey,
  trust,
} from '../../../../helpers/statements.ts';
import { changeOneByte, runInstructions } from '../../../../helpers/stock-tools.ts';

const root = await mkdtemp(join(tmpdir(), 'holdfast-dossier-'));
after(() => rm(root, { recursive: true }));

const signer = { key: ownerKey.key, name: 'Olga Owner', roles: ['owner'] } as const;
const packetBytes = utf8('# A packet\n');
const LABEL = 'fix7 packet é.md';
const PACKET_FILE = 'fix7_packet__.md';

const packet = { id: 'KB-29B8', revision: '1', sha256: sha256Hex(packetBytes), size: packetBytes.length };
const blockers = holdDraft.predicate.blockers.map((blocker) => ({ ...blocker, discharges: [] }));

/** A decision that uses up these grants, and rests on nothing else. */
async function signedHold(...authority: readonly CarriedStatement[]): Promise<DecisionToExport> {
  const grants = authority.flatMap(({ opened }) => (isGrant(opened) ? [grantUse(opened)] : []));
  const predicate = { ...holdDraft.predicate, packet, grants, blockers };
  const payload = statementBytes(complete({ ...holdDraft, predicate }));
  const envelope = await signEnvelope(payload, ownerKey.key, ownerKey.sign);
  const sshsig = utf8(await signSsh(payload, 'decision@holdfast', ownerKey.key, ownerKey.sign));
  const signed = { payload, envelope, sshsigs: [sshsig] };
  return { signed, signer, packet: { bytes: packetBytes, label: LABEL }, authority };
}

async function signedGrant(): Promise<CarriedStatement> {
  const envelope = await sealedDraft({ ...grantDraft, predicate: { ...grantDraft.predicate, packet } }, ownerKey);
  const opened = openSigned(inEnvelope(envelope), [signer]);
  assert.ok(opened.ok);
  return { opened: opened.value, envelope };
}

const decision = await signedHold();

/** A fresh export; its folder. */
async function exported(): Promise<string> {
  const medium = await mkdtemp(join(root, 'medium-'));
  const written = await exportDecision(medium, decision);
  assert.ok(written.ok, written.ok ? '' : JSON.stringify(written.error));
  assert.deepEqual(await readdir(medium), [written.value.folder]);
  return join(medium, written.value.folder);
}

test('the export holds every file, and says what it wrote and how it was read back', async () => {
  const medium = await mkdtemp(join(root, 'medium-'));
  const written = await exportDecision(medium, decision);
  assert.ok(written.ok);
  assert.equal(written.value.folder, 'holdfast-decision-KB-29B8-1');
  assert.equal(written.value.digest, sha256Hex(decision.signed.envelope ?? assert.fail()));
  const names = await readdir(join(medium, written.value.folder));
  assert.deepEqual(names.sort(), [...Object.values(DOSSIER_FILES), PACKET_FILE].sort());
  for (const { name, bytes, sha256 } of written.value.files) {
    const content: Buffer = await readFile(join(medium, written.value.folder, name));
    assert.equal(content.length, bytes);
    assert.equal(sha256Hex(content), sha256);
  }
  assert.ok(['medium', 'cache'].includes(written.value.readBack));
});

test("VERIFY.txt's commands hold as they stand, and leave the folder as it was", async () => {
  const folder = await exported();
  const before = await readdir(folder);
  const { status, output } = runInstructions(folder);
  assert.equal(status, 0, output);
  assert.equal(output.match(/^OK$/gm)?.length, 7, output);
  assert.match(output, /Good "decision@holdfast" signature for owner/);
  assert.match(output, /Signature Verified Successfully/);
  assert.deepEqual(await readdir(folder), before);
});

test('one changed byte in any file is refused by the stock commands and by verifyExport', async (t) => {
  for (const name of [...Object.values(DOSSIER_FILES), PACKET_FILE]) {
    await t.test(name, async () => {
      const folder = await exported();
      changeOneByte(join(folder, name));
      assert.notEqual(runInstructions(folder).status, 0);
      const { findings } = await verifyExport(folder, [signer]);
      assert.ok(findings.some(({ code, severity }) => severity === 'error' && code === 'dossier.checksum'));
    });
  }
});

test('a changed byte is refused also when the checksums were made to fit', async (t) => {
  const signed = [DOSSIER_FILES.envelope, DOSSIER_FILES.statement, DOSSIER_FILES.sshsig, DOSSIER_FILES.rendered];
  const keys = [DOSSIER_FILES.openSsh, DOSSIER_FILES.pem, DOSSIER_FILES.allowedSigners];
  for (const name of [...signed, ...keys, PACKET_FILE]) {
    await t.test(name, async () => {
      const folder = await exported();
      changeOneByte(join(folder, name));
      sumAnew(folder);
      assert.notEqual(runInstructions(folder).status, 0);
      const { findings } = await verifyExport(folder, [signer]);
      assert.ok(findings.some(({ severity }) => severity === 'error'));
      assert.ok(!findings.some(({ code }) => code === 'dossier.checksum'));
    });
  }
});

test('what follows from the statement and is something else is told by what it is', async () => {
  for (const [name, code] of [
    [DOSSIER_FILES.rendered, 'dossier.rendered-differs'],
    [DOSSIER_FILES.instructions, 'dossier.instructions-differ'],
    [DOSSIER_FILES.allowedSigners, 'dossier.keys-differ'],
    [DOSSIER_FILES.pem, 'dossier.keys-differ'],
    [PACKET_FILE, 'dossier.packet-differs'],
  ] as const) {
    const folder = await exported();
    changeOneByte(join(folder, name));
    sumAnew(folder);
    assert.deepEqual(await codesOf(folder), [code]);
  }
});

test('whatever a signed file was changed into, checksums made to fit, it is read and refused', async () => {
  const folder = await exported();
  const names = [...Object.values(DOSSIER_FILES), PACKET_FILE].filter((name) => name !== DOSSIER_FILES.checksums);
  const good = new Map(names.map((name) => [name, readFileSync(join(folder, name))]));
  await fc.assert(
    fc.asyncProperty(oneHostile(good), async ([name, bytes]) => {
      await writeFile(join(folder, name), bytes);
      sumAnew(folder);
      const { findings } = await verifyExport(folder, [signer]);
      const before = good.get(name) ?? assert.fail();
      // Whoever wraps the armor of a signature otherwise has the same signature; the instructions are for people.
      const isArmor = name === DOSSIER_FILES.sshsig;
      const isSame = isArmor ? unwrapped(before) === unwrapped(bytes) : before.equals(bytes);
      const isFine = isSame || name === DOSSIER_FILES.instructions;
      assert.ok(isFine || findings.some(({ severity }) => severity === 'error'), name);
      await writeFile(join(folder, name), before);
    }),
    { numRuns: 60 },
  );
});

function unwrapped(armor: Uint8Array): string {
  return Buffer.from(armor).toString('latin1').replace(/\s/g, '');
}

test('an untouched export is verified by a trusted owner key, and by no other', async () => {
  const folder = await exported();
  const trusted = await verifyExport(folder, [signer]);
  assert.deepEqual(trusted.findings, []);
  assert.equal(trusted.decision?.predicate.chosen.id, 'HOLD_PRODUCTION');
  assert.equal(trusted.key?.keyid, ownerKey.key.keyid);
  const errorsFor = async (keys: Parameters<typeof verifyExport>[1]) =>
    (await verifyExport(folder, keys)).findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  assert.deepEqual(await errorsFor([]), ['statement.not-signed-by-trusted-key']);
  assert.deepEqual(await errorsFor([trust('Eve', strangerKey, 'owner')]), ['statement.not-signed-by-trusted-key']);
  assert.deepEqual(await errorsFor([trust('Olga', ownerKey, 'auditor')]), ['statement.signer-role']);
});

test('a folder made anew under another key is consistent in itself and refused for its key', async () => {
  const folder = await exported();
  const thief = testKey(9);
  const payload = await readFile(join(folder, DOSSIER_FILES.statement));
  const forged = {
    signed: {
      payload,
      envelope: await signEnvelope(payload, thief.key, thief.sign),
      sshsigs: [utf8(await signSsh(payload, 'decision@holdfast', thief.key, thief.sign))],
    },
    signer: { key: thief.key, name: 'x', roles: ['owner'] } as const,
    packet: decision.packet,
    authority: [],
  };
  const medium = await mkdtemp(join(root, 'medium-'));
  const written = await exportDecision(medium, forged);
  assert.ok(written.ok);
  const path = join(medium, written.value.folder);
  assert.equal(runInstructions(path).status, 0);
  const { findings } = await verifyExport(path, [signer]);
  const errors = findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  assert.deepEqual(errors, ['statement.not-signed-by-trusted-key']);
});

/** How the decision may be signed, and the files that are then not there. */
const formats = [
  [
    'by a key in a token, in OpenSSH’s format alone',
    async ({ signed }: DecisionToExport): Promise<DecisionToExport> => {
      const payload = signed.payload ?? assert.fail();
      const sshsigs = [utf8(await tokenSshsig(ownerKey, payload, 'decision@holdfast'))];
      return {
        ...decision,
        signer: { ...signer, key: tokenOf(ownerKey) },
        signed: { envelope: null, payload, sshsigs },
      };
    },
    [DOSSIER_FILES.envelope, DOSSIER_FILES.pem],
    /format alone, without a DSSE envelope: its key is in a hardware token/,
  ],
  [
    'in OpenSSH’s format alone by a key in software',
    async ({ signed }: DecisionToExport): Promise<DecisionToExport> => {
      const payload = signed.payload ?? assert.fail();
      return { ...decision, signed: { envelope: null, payload, sshsigs: signed.sshsigs } };
    },
    [DOSSIER_FILES.envelope, DOSSIER_FILES.pem],
    /format alone, without a DSSE envelope: no DSSE envelope came with it/,
  ],
  [
    'by DSSE alone',
    async ({ signed }: DecisionToExport): Promise<DecisionToExport> => ({
      ...decision,
      signed: { ...signed, sshsigs: [] },
    }),
    [DOSSIER_FILES.sshsig, DOSSIER_FILES.allowedSigners],
    /as a DSSE envelope alone: no OpenSSH signature came with it/,
  ],
] as const;

for (const [how, make, absent, said] of formats) {
  test(`a decision signed ${how} is exported, says so, and is verified by us and by the stock commands`, async () => {
    const medium = await mkdtemp(join(root, 'medium-'));
    const one = await make(decision);
    const written = await exportDecision(medium, one);
    assert.ok(written.ok, written.ok ? '' : JSON.stringify(written.error));
    const folder = join(medium, written.value.folder);
    const names = Object.values(DOSSIER_FILES).filter((name) => !absent.some((other) => other === name));
    assert.deepEqual((await readdir(folder)).sort(), [...names, PACKET_FILE].sort());
    const { status, output } = runInstructions(folder);
    assert.equal(status, 0, output);
    assert.match(await readFile(join(folder, DOSSIER_FILES.instructions), 'utf8'), said);
    const errorsFor = async (keys: Parameters<typeof verifyExport>[1]) =>
      (await verifyExport(folder, keys)).findings.filter(({ severity }) => severity !== 'info').map(({ code }) => code);
    assert.deepEqual(await errorsFor([one.signer]), []);
    assert.ok((await errorsFor([trust('Eve', strangerKey, 'owner')])).includes('statement.not-signed-by-trusted-key'));

    for (const name of names) {
      const bytes = await readFile(join(folder, name));
      changeOneByte(join(folder, name));
      assert.notEqual(runInstructions(folder).status, 0, name);
      assert.ok((await errorsFor([one.signer])).includes('dossier.checksum'), name);
      await rm(join(folder, name));
      assert.ok((await errorsFor([one.signer])).includes('dossier.file-missing'), name);
      await writeFile(join(folder, name), bytes);
    }
    assert.deepEqual(await errorsFor([one.signer]), []);
  });
}

test('a format that another key has signed is refused beside one that holds', async () => {
  const folder = await exported();
  const payload = await readFile(join(folder, DOSSIER_FILES.statement));
  const strange = await signSsh(payload, 'decision@holdfast', strangerKey.key, strangerKey.sign);
  await writeFile(join(folder, DOSSIER_FILES.sshsig), strange);
  execFileSync('sh', ['-c', 'LC_ALL=C ls | grep -v SHA256SUMS | LC_ALL=C xargs sha256sum > SHA256SUMS'], {
    cwd: folder,
  });
  assert.notEqual(runInstructions(folder).status, 0);
  const { findings } = await verifyExport(folder, [signer]);
  assert.ok(findings.some(({ code }) => code === 'statement.not-signed-by-trusted-key'));
});

test('files that are missing, foreign or links are findings', async () => {
  const folder = await exported();
  await rm(join(folder, DOSSIER_FILES.rendered));
  await rm(join(folder, DOSSIER_FILES.pem));
  await symlink('/etc/hostname', join(folder, DOSSIER_FILES.pem));
  await writeFile(join(folder, 'more.txt'), '');
  await writeFile(join(folder, '.hidden'), '');
  const { findings } = await verifyExport(folder, [signer]);
  const found = findings.map(({ code, where }) => `${code} ${where}`);
  for (const expected of [
    'dossier.file-missing rendered.txt',
    'dossier.file-unreadable owner.pub.pem',
    'dossier.file-unexpected more.txt',
    'dossier.file-unexpected .hidden',
  ]) {
    assert.ok(found.includes(expected), `${expected} in ${found.join(', ')}`);
  }
  const nowhere = await verifyExport(join(root, 'nowhere'), [signer]);
  assert.deepEqual(
    nowhere.findings.map(({ code }) => code),
    ['dossier.file-unreadable'],
  );
});

test('what does not hold together is never written', async () => {
  const medium = await mkdtemp(join(root, 'medium-'));
  const otherSig = await signSsh(utf8('{}'), 'decision@holdfast', ownerKey.key, ownerKey.sign);
  const broken: Record<string, DecisionToExport> = {
    'dossier.packet-differs': { ...decision, packet: { bytes: utf8('another'), label: 'a' } },
    'statement.signature-invalid': { ...decision, signed: { ...decision.signed, sshsigs: [utf8(otherSig)] } },
    'statement.not-signed-by-trusted-key': { ...decision, signer: { ...signer, key: strangerKey.key } },
  };
  for (const [code, one] of Object.entries(broken)) {
    const refused = await exportDecision(medium, one);
    assert.ok(!refused.ok && refused.error.code === 'export/refused');
    assert.ok(
      refused.error.findings.some((found) => found.code === code),
      code,
    );
  }
  assert.deepEqual(await readdir(medium), []);
});

test('nothing is overwritten; a medium that is gone is a typed error', async () => {
  const medium = await mkdtemp(join(root, 'medium-'));
  assert.ok((await exportDecision(medium, decision)).ok);
  assert.equal(await mediumError(medium), 'file/exists');
  assert.equal(await mediumError(join(medium, 'unplugged')), 'file/gone');
});

test('a full and a read-only medium are typed errors, and nothing stands under the final name', async (t) => {
  if (process.getuid?.() !== 0) return t.diagnostic('mounting needs root: shown only there');
  const medium = join(root, 'stick');
  await mkdir(medium);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'none', medium]);
  try {
    assert.equal(await mediumError(medium), 'file/medium-full');
    assert.deepEqual(await readdir(medium), []);
    execFileSync('mount', ['-o', 'remount,ro', medium]);
    assert.equal(await mediumError(medium), 'file/read-only');
  } finally {
    execFileSync('umount', [medium]);
  }
});

test('file names from a medium or a packet become safe, stay so, and never one of our own', () => {
  assert.equal(folderName('../../etc', 3), 'holdfast-decision-_.._etc-3');
  assert.equal(packetFileName('owner.pub'), 'packet-owner.pub');
  assert.equal(packetFileName('sha256sums'), 'packet-sha256sums');
  assert.equal(packetFileName('...'), 'packet-');
  assert.equal(packetFileName('CON.md'), 'packet-CON.md');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (label) => {
      const name = packetFileName(label);
      assert.match(name, /^[A-Za-z0-9_][A-Za-z0-9._-]*$/);
      assert.ok(isPacketFileName(name));
      assert.ok(!Object.values<string>(DOSSIER_FILES).includes(name));
    }),
  );
});

async function mediumError(destination: string): Promise<string | null> {
  const written = await exportDecision(destination, decision);
  return written.ok ? null : written.error.code;
}

test('what a decision rests on is carried with it, and its folder is refused without', async () => {
  const grant = await signedGrant();
  const resting = await signedHold(grant);
  const medium = await mkdtemp(join(root, 'medium-'));
  const written = await exportDecision(medium, resting);
  assert.ok(written.ok, written.ok ? '' : JSON.stringify(written.error));
  const folder = join(medium, written.value.folder);
  const key = `authority/${ownerKey.key.keyid}.pub`;
  assert.deepEqual((await readdir(join(folder, 'authority'))).map((name) => `authority/${name}`).sort(), [
    ...[key, 'authority/grant-1.dsse.json', 'authority/grant-1.statement.json'].sort(),
  ]);
  assert.deepEqual(new Uint8Array(await readFile(join(folder, 'authority/grant-1.dsse.json'))), grant.envelope);
  assert.equal(runInstructions(folder).status, 0);
  assert.deepEqual((await verifyExport(folder, [signer])).findings, []);

  await writeFile(join(folder, 'authority/surplus.txt'), 'x');
  assert.deepEqual(await codesOf(folder), ['dossier.file-unexpected']);
  await rm(join(folder, 'authority/surplus.txt'));
  await changeOneByte(join(folder, 'authority/grant-1.dsse.json'));
  assert.ok((await codesOf(folder)).includes('dossier.checksum'));
  await rm(join(folder, 'authority/grant-1.dsse.json'));
  assert.ok((await codesOf(folder)).includes('dossier.authority-missing'));
});

test('a decision leaves the station only with what it rests on', async () => {
  const resting = await signedHold(await signedGrant());
  const medium = await mkdtemp(join(root, 'medium-'));
  const written = await exportDecision(medium, { ...resting, authority: [] });
  assert.ok(!written.ok && written.error.code === 'export/refused');
  assert.deepEqual(
    written.error.findings.map(({ code }) => code),
    ['dossier.authority-missing'],
  );
  assert.deepEqual(await readdir(medium), []);
});

test('an earlier decision by a key that is no longer trusted, and its grant, verify behind the one that follows it', async () => {
  const left = { key: strangerKey.key, name: 'Left', roles: ['owner'] } as const;
  const carriedBy = async (draft: StatementDraft): Promise<CarriedStatement> => {
    const envelope = await sealedDraft(draft, strangerKey);
    const opened = openSigned(inEnvelope(envelope), [left]);
    assert.ok(opened.ok);
    return { opened: opened.value, envelope };
  };
  const grant = await carriedBy({ ...grantDraft, predicate: { ...grantDraft.predicate, packet } });
  assert.ok(isGrant(grant.opened));
  const predicate = { ...holdDraft.predicate, packet, blockers, grants: [grantUse(grant.opened)] };
  const before = await carriedBy({ ...holdDraft, predicate });
  const place = { sequence: 2, previousDecision: before.opened.statementSha256, grants: [] };
  const payload = statementBytes(complete({ ...holdDraft, predicate: { ...predicate, ...place } }));
  const envelope = await signEnvelope(payload, ownerKey.key, ownerKey.sign);
  const following = { ...decision, signed: { payload, envelope, sshsigs: [] }, authority: [grant, before] };
  const findingsBy = async (one: DecisionToExport) => {
    const medium = await mkdtemp(join(root, 'medium-'));
    const folder = await exportDecision(medium, one);
    assert.ok(folder.ok);
    const { findings } = await verifyExport(join(medium, folder.value.folder), [signer]);
    return findings.map(({ code }) => code);
  };
  assert.deepEqual(await findingsBy(following), ['statement.vouched-unsigned', 'statement.vouched-unsigned']);
  const stray = await carriedBy({ ...grantDraft, predicate: { ...grantDraft.predicate, packet, reason: 'stray' } });
  const codes = await findingsBy({ ...following, authority: [grant, before, stray] });
  assert.ok(codes.includes('statement.not-signed-by-trusted-key'), codes.join());
});

/** Makes SHA256SUMS fit again, so that what is found is not found by it. */
function sumAnew(folder: string): void {
  const command = 'LC_ALL=C ls | grep -v SHA256SUMS | LC_ALL=C xargs sha256sum > SHA256SUMS';
  execFileSync('sh', ['-c', command], { cwd: folder });
}

async function codesOf(folder: string): Promise<readonly string[]> {
  const { findings } = await verifyExport(folder, [signer]);
  return findings.map(({ code }) => code);
}
