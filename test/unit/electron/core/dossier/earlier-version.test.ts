import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { verifyExport } from '../../../../../electron/core/decision-folder/verify.ts';
import { readFiles } from '../../../../../electron/core/dossier/read-files.ts';
import { verifyDossier } from '../../../../../electron/core/dossier/verify.ts';
import { utf8 } from '../../../../../shared/encoding/bytes.ts';
import { parsePublicKey } from '../../../../../shared/key/public-key.ts';
import type { Actor } from '../../../../../shared/packet/types.ts';
import type { TrustedKey } from '../../../../../shared/statement/trust.ts';
import { changed, judge } from '../../../../helpers/dossier-files.ts';
import { must } from '../../../../helpers/must.ts';

// Written by version 0.1.0; they are never made again.
const folder = join(import.meta.dirname, '../../../../fixtures/dossiers/version-0.1.0');
const zip = join(folder, 'holdfast-dossier-KB-29B8-22.zip');
const owner = await keyOf('owner');

test('a dossier of version 0.1.0 is verified; what this version writes otherwise is listed', async () => {
  const { findings, notVerified } = await verifyDossier(zip, [owner]);
  assert.deepEqual(findings, []);
  const rest = notVerified.filter(({ code }) => code !== 'dossier.schema-not-recomputed').map(({ code }) => code);
  assert.deepEqual(
    rest.filter((code) => code !== 'dossier.report-not-recomputed'),
    ['dossier.record-not-recomputed', 'dossier.station-unknown', 'dossier.later-unknown'],
  );
});

test('in a dossier of version 0.1.0 a changed report is listed, and anything else that is changed is refused', async () => {
  const { files } = await readFiles(zip);
  const forged = judge(changed(files, { 'report.html': utf8('<h1>EXECUTE</h1>') }), owner);
  assert.ok(forged.notVerified.some(({ where }) => where === 'report.html'));
  for (const name of ['VERIFY.txt', 'statements/decision-2.statement.json', 'statements/grant-1.tlog-proof']) {
    const { findings } = judge(changed(files, { [name]: utf8('something else\n') }), owner);
    assert.ok(
      findings.some(({ severity }) => severity === 'error'),
      name,
    );
  }
  const gone = [...files.keys()].filter((name) => name.startsWith('statements/decision-2.'));
  const without = changed(files, Object.fromEntries(gone.map((name) => [name, null])));
  assert.ok(judge(without, owner).findings.some(({ code }) => code === 'dossier.statement-missing'));
});

test('an exported decision of version 0.1.0 is verified', async () => {
  const decision = join(folder, 'holdfast-decision-KB-29B8-2');
  const { findings, notVerified } = await verifyExport(decision, [owner, await keyOf('operator')]);
  assert.deepEqual(findings, []);
  assert.deepEqual(
    notVerified.map(({ code }) => code),
    ['dossier.packet-name-unknown', 'dossier.later-unknown'],
  );
});

async function keyOf(role: Actor): Promise<TrustedKey> {
  return { key: must(parsePublicKey(await readFile(join(folder, `${role}.pub`)))).key, name: role, roles: [role] };
}
