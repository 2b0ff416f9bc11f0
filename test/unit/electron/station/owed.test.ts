import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Station } from '../../../../electron/station/station.ts';
import type { Sha256 } from '../../../../shared/encoding/bytes.ts';
import { keyringIn } from '../../../helpers/key-process.ts';
import { must } from '../../../helpers/must.ts';
import { closeStation, openIn, ownerIn } from '../../../helpers/opened-station.ts';
import { changed } from '../../../helpers/typed.ts';

const root = mkdtempSync(join(tmpdir(), 'holdfast-owed-'));
after(() => rmSync(root, { recursive: true }));

const PASSPHRASE = 'correct horse battery staple';
const NEXT = 'four other random words';

/** A station whose console died in the middle of what `act` begins; what the next start finds. */
async function interrupted(act: (station: Station, owner: Sha256, folder: string) => Promise<void>) {
  const folder = mkdtempSync(join(root, 'station-'));
  await closeStation(must(await openIn(folder)));
  const { id } = await ownerIn(folder);
  const station = must(await openIn(folder));
  const { size } = station.journal;
  await act(station, id, folder);
  await closeStation(station);
  const again = must(await openIn(folder));
  const kinds = again.journal
    .entries()
    .slice(size)
    .map(({ event }) => event.kind);
  await closeStation(again);
  const left = readdirSync(join(folder, 'owed'));
  return { kinds: kinds.filter((kind) => kind !== 'console-started'), left };
}

async function noted({ owed, journal, keyring }: Station, identity: Sha256): Promise<void> {
  const sha256 = must(await keyring.keyFileDigest(identity));
  const event = { kind: 'passphrase-changed', identity } as const;
  must(await owed.note({ event, entries: journal.size, before: { identity, sha256 } }));
}

async function withNext(folder: string, id: Sha256): Promise<void> {
  const keyring = await keyringIn(join(folder, 'keyring'));
  must(await keyring.changePassphrase(id, await changed(keyring, PASSPHRASE, NEXT)));
}

test('a passphrase that was changed and not journalled is journalled at the next start', async () => {
  const found = await interrupted(async (station, id, folder) => {
    await noted(station, id);
    await withNext(folder, id);
  });
  assert.deepEqual(found, { kinds: ['passphrase-changed'], left: [] });
});

test('a note that stayed is not told of what was done to the key file later, and journalled then', async () => {
  const found = await interrupted(async (station, id, folder) => {
    await noted(station, id);
    await withNext(folder, id);
    must(await station.record({ kind: 'key-restored', identity: id, medium: 'stick' }));
  });
  assert.deepEqual(found, { kinds: ['key-restored'], left: [] });
});

test('one that was not changed is not', async () => {
  assert.deepEqual(await interrupted(noted), { kinds: [], left: [] });
});

test('one that was changed and journalled is not journalled once more, though its note is still there', async () => {
  const found = await interrupted(async (station, id, folder) => {
    await noted(station, id);
    await withNext(folder, id);
    must(await station.record({ kind: 'passphrase-changed', identity: id }));
  });
  assert.deepEqual(found, { kinds: ['passphrase-changed'], left: [] });
});

test('an export that is on a medium, and that the journal could not be told of, is journalled at the next start', async () => {
  const found = await interrupted(async ({ owed, journal }, id) => {
    const event = {
      kind: 'export',
      envelope: id,
      folder: 'holdfast-decision-x-1',
      medium: 'stick',
      digest: id,
    } as const;
    must(await owed.note({ event, entries: journal.size, before: null }));
  });
  assert.deepEqual(found, { kinds: ['export'], left: [] });
});

test('what is no note tells of nothing, and keeps nothing from opening', async () => {
  const { kinds, left } = await interrupted(async (_, __, folder) => {
    const owed = join(folder, 'owed');
    writeFileSync(join(owed, 'json'), '{"event":1}', { mode: 0o600 });
    writeFileSync(join(owed, 'long'), 'x'.repeat(1024 * 1024), { mode: 0o600 });
    mkdirSync(join(owed, 'folder'), { mode: 0o700 });
    symlinkSync('/etc/hostname', join(owed, 'link'));
  });
  // The link is told.
  assert.deepEqual({ kinds, left }, { kinds: ['data-findings'], left: ['folder', 'json', 'link', 'long'] });
});
