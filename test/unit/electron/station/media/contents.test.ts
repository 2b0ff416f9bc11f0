import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { MediaAnswers } from '../../../../../electron/core/media/answers.ts';
import { contentsOf } from '../../../../../electron/station/media/contents.ts';
import { freshFolder } from '../../../../helpers/trees.ts';

const answers = new MediaAnswers();
const NOTHING = { packets: 0, bundles: 0, dossiers: 0, decisions: 0, statements: 0, keys: 0 };

function volume(...files: readonly string[]): string {
  const folder = freshFolder();
  for (const name of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), '');
  }
  return folder;
}

async function found(folder: string) {
  const contents = await contentsOf(folder, answers);
  assert.ok(contents.ok, JSON.stringify(contents));
  return contents.value;
}

test('each thing that Holdfast reads and writes is known by its names, at the top and one folder down', async () => {
  const folder = volume(
    'packet.md',
    'incoming/other.txt',
    'incoming/packet.json',
    'incoming/evidence.zip',
    'evidence/bagit.txt',
    'evidence/manifest-sha256.txt',
    'holdfast-decision-KB-1/decision.dsse.json',
    'holdfast-decision-KB-1/packet.md',
    'holdfast-dossier-KB-7/VERIFY.txt',
    'holdfast-dossier-KB-8.zip',
    'grant.dsse.json',
    'keys/olga.pub',
    'keys/holdfast-key-0123456789abcdef.age',
    'too/deep/packet.md',
    '.hidden/packet.md',
  );
  assert.deepEqual(await found(folder), {
    packets: 3,
    bundles: 2,
    dossiers: 2,
    decisions: 1,
    statements: 1,
    keys: 2,
    isWhole: true,
  });
});

test('what was not looked at whole is said to be more', async () => {
  assert.deepEqual(await found(volume()), { ...NOTHING, isWhole: true });
  const many = volume(...Array.from({ length: 101 }, (_, at) => `${at}/x`));
  assert.deepEqual(await found(many), { ...NOTHING, isWhole: false });
  const wide = volume(...Array.from({ length: 2001 }, (_, at) => `${at}.bin`));
  assert.equal((await found(wide)).isWhole, false);
});

test('a volume that is gone is a failure, and not an empty one', async () => {
  const contents = await contentsOf('/media/not-there', answers);
  assert.ok(!contents.ok && contents.error.code === 'file/gone');
});
