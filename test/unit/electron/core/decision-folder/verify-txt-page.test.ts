import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sshFingerprint } from '../../../../../electron/core/decision-folder/fingerprint.ts';
import { instructions } from '../../../../../electron/core/decision-folder/instructions.ts';
import { DECISION_TYPE } from '../../../../../shared/statement/decision.ts';
import { keptVector } from '../../../../helpers/dossier-vectors.ts';
import { complete, holdDraft, ownerKey } from '../../../../helpers/statements.ts';

const page = readFileSync(join(import.meta.dirname, '../../../../../docs/formats/verify-txt.md'), 'utf8');
const decision = complete(holdDraft);
if (decision.predicateType !== DECISION_TYPE) throw new Error('a draft of a decision is one');
const { packet, chosen, sequence } = decision.predicate;
const { key } = ownerKey;

test('the template of the page is VERIFY.txt of a decision folder, once its words are filled in', () => {
  const [, template = ''] = /```\n(HOW TO VERIFY THIS DECISION[\s\S]*?)```/.exec(page) ?? [];
  const filled = template
    .replaceAll('PACKETFILE', 'packet.md')
    .replaceAll('PACKETSHA', packet.sha256)
    .replaceAll('SEQUENCE', String(sequence))
    .replaceAll('TEXTSHA', chosen.textSha256)
    .replaceAll('FINGERPRINT', sshFingerprint(key))
    .replaceAll('KEYID', key.keyid);
  assert.equal(instructions(decision, key, 'packet.md', { dsse: true, openSsh: true }), filled);
});

test('with one format alone it differs as the page says', () => {
  const dsse = instructions(decision, key, 'packet.md', { dsse: true, openSsh: false });
  const openSsh = instructions(decision, key, 'packet.md', { dsse: false, openSsh: true });
  const added = (text: string) => text.split('\n').find((line) => line.startsWith('The decision is signed')) ?? '';
  assert.ok(added(dsse) !== '' && page.includes(added(dsse)));
  const [says = '', why = ''] = added(openSsh).split(': ');
  assert.ok(page.includes(`${says}: END`) && page.includes(`\`${why}\``));
  assert.ok(!dsse.includes('ssh-keygen -Y') && !openSsh.includes('openssl pkeyutl'));
});

test('the template for a dossier is that of the whole vector, once its fingerprints are filled in', () => {
  const text = keptVector('whole').files['VERIFY.txt'] ?? '';
  const [, template = ''] = /```\n(HOW TO VERIFY THIS DOSSIER[\s\S]*?)```/.exec(page) ?? [];
  const fingerprints = text.split('\n').filter((line) => line.startsWith('  SHA256:'));
  assert.equal(template.replace('FINGERPRINTS', fingerprints.join('\n')), text);
  assert.ok(text.includes('.entry.json).\n') && text.includes('\npending/: '));
});
