import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { exportDecision } from '../../../../electron/core/decision-folder/export.ts';
import { verifyExport } from '../../../../electron/core/decision-folder/verify.ts';
import { continuationOf } from '../../../../electron/core/dossier/continuation.ts';
import { exportDossier } from '../../../../electron/core/dossier/export.ts';
import { verifyDossier } from '../../../../electron/core/dossier/verify.ts';
import { dossierInput, heldAbout } from '../../../../electron/station/decisions/dossier-input.ts';
import { VaultCheck } from '../../../../electron/station/imports/vault-check.ts';
import { Packets } from '../../../../electron/station/packets/packets.ts';
import { isDecision } from '../../../../electron/station/statement-store.ts';
import { carriedWith } from '../../../../electron/station/statements/carried.ts';
import { readOnlyFailure } from '../../../../electron/station/station.ts';
import { decisionViews, stationView } from '../../../../electron/station/views.ts';
import type { VaultCheckView } from '../../../../shared/contract/evidence-views.ts';
import { hasError } from '../../../../shared/finding/index.ts';
import { parsePublicKey } from '../../../../shared/key/public-key.ts';
import type { Actor } from '../../../../shared/packet/types.ts';
import { openIds } from '../../../../shared/rules/standing.ts';
import type { TrustedKey } from '../../../../shared/statement/trust.ts';
import { must } from '../../../helpers/must.ts';
import { closeStation, openIn } from '../../../helpers/opened-station.ts';
import { freshFolder } from '../../../helpers/trees.ts';
import { typedPassphrase } from '../../../helpers/typed.ts';

/** A station that version 0.1.0 made, and what left it then; see the README beside it. */
const root = freshFolder();
const archive = join(import.meta.dirname, '../../../fixtures/stations/version-0.1.0.tar.gz');
execFileSync('tar', ['xzf', archive, '-C', root]);
const exported = join(root, 'exported');
const people = [keyOf('owner'), keyOf('operator')];

const station = must(await openIn(join(root, 'data')));
after(async () => {
  await station.packetReader.close();
  await closeStation(station);
});

function keyOf(role: Actor): TrustedKey {
  return { key: must(parsePublicKey(readFileSync(join(exported, `${role}.pub`)))).key, name: role, roles: [role] };
}

/** Every content, and every record of a bundle, as the check finds it that such a station's console starts by itself. */
async function checkedVault(): Promise<VaultCheckView> {
  const views: VaultCheckView[] = [];
  const ended = new Promise<void>((resolve) => {
    const check = new VaultCheck(station, (view) => {
      views.push(view);
      if (view.state !== 'running') resolve();
    });
    void check.startIfOwed();
  });
  await ended;
  return views.at(-1) ?? assert.fail('it was started');
}

test('a station of version 0.1.0 opens with its whole journal, and nothing is odd about it', () => {
  assert.deepEqual(stationView(station, { inUse: 'en', isChosen: false }, null).findings, []);
  assert.equal(readOnlyFailure(station.journal), null);
  const kinds = station.journal.entries().map(({ event }) => event.kind);
  assert.deepEqual([kinds[0], kinds.filter((kind) => kind === 'signature').length], ['station-created', 9]);
});

test('its decisions stand as they stood, with everything that they rest on', async () => {
  const contents = await station.statementStore.contents();
  assert.deepEqual([contents.failures, contents.pending, contents.statements.length], [[], [], 8]);
  assert.deepEqual(
    decisionViews(contents, station.journal.entries()).map(({ option, sequence, state }) => [option, sequence, state]),
    [
      ['HOLD_PRODUCTION', 2, 'in-force'],
      ['AUTHORIZE_PRODUCTION_DRYRUN_ONLY', 1, 'followed'],
    ],
  );
});

test('its bundles count again once the check that starts by itself has computed their records from the bytes', async () => {
  assert.deepEqual(must(await station.vault.listing()).bundles, []);
  const view = await checkedVault();
  assert.equal(view.state, 'done', JSON.stringify(view));
  const verdicts = must(await station.vault.listing()).bundles.map(({ label, verdict }) => [label, verdict]);
  assert.deepEqual(verdicts.sort(), [
    ['note', 'read'],
    ['rehearsal', 'verified'],
  ]);
  const [decision] = decisionViews(await station.statementStore.contents(), station.journal.entries());
  const standing = must(await new Packets(station).standing(decision?.packet ?? assert.fail()));
  assert.deepEqual(
    standing.evidence.map(({ match, bundles }) => [match.kind, bundles.length]),
    [['matched', 1]],
  );
  assert.ok(!openIds(standing.blockers).includes('FIX7-P0-PROD-CI-SCOPE-1'), 'the discharge counts');
  assert.deepEqual(
    standing.held.authority.grants.map(({ action, revoked }) => [action, revoked]),
    [['REAL_RUN', true]],
  );
});

test('what it exported then is verified, and so is what it exports now, which goes on from that', async () => {
  const decisionFolders = [1, 2].map((sequence) => join(exported, `holdfast-decision-KB-29B8-${sequence}`));
  const medium = freshFolder();
  const contents = await station.statementStore.contents();
  for (const stored of contents.statements) {
    const { opened, envelope } = stored;
    if (!isDecision(opened)) continue;
    const packet = must(await station.packetStore.packet(opened.statement.predicate.packet.sha256));
    const bytes = must(await station.packetStore.bytes(packet.sha256));
    const sshsigs = opened.signatures.openSsh.map(({ sshsig }) => sshsig);
    const written = await exportDecision(medium, {
      signed: { payload: opened.payload, envelope, sshsigs },
      signer: opened.signers[0] ?? assert.fail(),
      packet: { label: packet.label, bytes },
      authority: carriedWith(stored, [...contents.statements, ...contents.fallen]),
    });
    decisionFolders.push(join(medium, must(written).folder));
  }
  for (const folder of decisionFolders) assert.deepEqual((await verifyExport(folder, people)).findings, [], folder);
  assert.equal(decisionFolders.length, 4);

  const [decision] = contents.statements.map(({ opened }) => opened).filter(isDecision);
  const { packet } = decision?.statement.predicate ?? assert.fail();
  const input = must(await dossierInput(station, packet.id, heldAbout(contents, packet)));
  const now = join(medium, must(await exportDossier(medium, input, 'folder', null)).name);
  const then = join(exported, 'holdfast-dossier-KB-29B8-29');
  for (const dossier of [then, now]) assert.ok(!hasError((await verifyDossier(dossier, people)).findings), dossier);
  assert.equal(must(await continuationOf(now, then)).oldSize, 29);
});

test('its people sign with the keys that they had', async () => {
  const { keyring } = station;
  for (const { id, name } of keyring.identities()) {
    const signer = must(await keyring.unlock(id, await typedPassphrase(keyring, 'correct horse battery staple')));
    must(await signer.signDsse(new TextEncoder().encode(name)));
  }
});
