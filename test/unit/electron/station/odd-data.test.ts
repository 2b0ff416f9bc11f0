import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readOnlyFailure, type Station } from '../../../../electron/station/station.ts';
import { stationView } from '../../../../electron/station/views.ts';
import { must } from '../../../helpers/must.ts';
import { closeStation, openIn, ownerIn } from '../../../helpers/opened-station.ts';
import { noSlowMedium, SlowMedium } from '../../../helpers/slow-medium.ts';

const root = await mkdtemp(join(tmpdir(), 'holdfast-odd-data-'));
after(() => rm(root, { recursive: true }));

/** What the person is shown, what the journal says of the start, and whether anything may be signed. */
interface Seen {
  readonly findings: readonly string[];
  readonly journalled: readonly string[];
  readonly maySign: boolean;
}

function seen(station: Station): Seen {
  const last = station.journal.entries().findLast(({ event }) => event.kind === 'data-findings')?.event;
  return {
    findings: stationView(station, { inUse: 'en', isChosen: false }, null).findings.map(({ code }) => code),
    journalled: last?.kind === 'data-findings' ? last.findings.map(({ code }) => code) : [],
    maySign: readOnlyFailure(station.journal) === null,
  };
}

async function startIn(folder: string): Promise<Seen> {
  const station = must(await openIn(folder));
  const found = seen(station);
  await closeStation(station);
  return found;
}

const GOOD: Seen = { findings: [], journalled: [], maySign: true };

/** The closed station that the others are copies of; it has an owner, and has signed since `earlier` was copied. */
const later = await mkdtemp(join(root, 'later-'));
const earlier = join(root, 'earlier');
const other = await mkdtemp(join(root, 'other-'));
for (const folder of [later, other]) {
  await startIn(folder);
  await ownerIn(folder);
  await startIn(folder);
}
await cp(later, earlier, { recursive: true });
{
  const station = must(await openIn(later));
  must(
    await station.record({
      kind: 'passphrase-changed',
      identity: station.keyring.identities()[0]?.id ?? assert.fail(),
    }),
  );
  await closeStation(station);
}

async function copyOf(folder: string): Promise<string> {
  const copy = await mkdtemp(join(root, 'copy-'));
  await cp(folder, copy, { recursive: true });
  return copy;
}

/** Puts these parts of another data folder in the place of a folder's own; a part that is not there is taken away. */
async function exchange(folder: string, from: string | null, ...parts: readonly string[]): Promise<void> {
  for (const part of parts) {
    await rm(join(folder, part), { recursive: true });
    if (from !== null) await cp(join(from, part), join(folder, part), { recursive: true });
  }
}

/** Puts a folder, or a pipe, in the place of a file. */
async function putInPlace(what: 'folder' | 'pipe', path: string): Promise<void> {
  await rm(path);
  if (what === 'folder') await mkdir(path, { mode: 0o700 });
  else execFileSync('mkfifo', ['-m', '600', path]);
}

const RECORD = 'keyring/records/000000.dsse.json';
const COPY = 'vault/journal-checkpoint';

test('a data folder that goes on as it was left, or as an old backup of all of it, has nothing odd', async () => {
  assert.deepEqual(await startIn(await copyOf(later)), GOOD);
  assert.deepEqual(await startIn(await copyOf(earlier)), GOOD);
});

test('a data folder of a console that kept no copy of checkpoints has nothing odd, and keeps one from then on', async () => {
  const folder = await copyOf(later);
  await rm(join(folder, 'vault/journal-checkpoint'));
  assert.deepEqual(await startIn(folder), GOOD);
  const [copy, checkpoint] = await Promise.all(
    ['vault/journal-checkpoint', 'journal/checkpoint'].map((name) => readFile(join(folder, name), 'utf8')),
  );
  assert.equal(copy, checkpoint);
});

test('a history that may not be the only one is told on the station page and in the journal, and nothing is signed', async (t) => {
  const cases: Record<string, { change: (folder: string) => Promise<unknown>; code: string }> = {
    'a journal older than the vault': {
      change: (folder) => exchange(folder, earlier, 'journal'),
      code: 'journal.rolled-back',
    },
    'all but the vault from an old backup': {
      change: (folder) => exchange(folder, earlier, 'journal', 'keyring', 'station'),
      code: 'journal.rolled-back',
    },
    'another station’s journal with its key': {
      change: (folder) => exchange(folder, other, 'journal', 'station'),
      code: 'journal.another-station',
    },
    'another station’s journal, key and keyring': {
      change: (folder) => exchange(folder, other, 'journal', 'station', 'keyring'),
      code: 'journal.another-station',
    },
    'a keyring that is gone': {
      change: (folder) => exchange(folder, null, 'keyring'),
      code: 'identity.records-missing',
    },
    'a journal that others may write': {
      change: (folder) => Promise.all([folder, join(folder, 'journal')].map((path) => chmod(path, 0o777))),
      code: 'station.others-may-write',
    },
    'a folder that is a link': {
      change: async (folder) => {
        await rename(join(folder, 'keyring'), `${folder}-keyring`);
        await symlink(`${folder}-keyring`, join(folder, 'keyring'));
      },
      code: 'station.symbolic-link',
    },
    'a copy of the checkpoint that is none': {
      change: (folder) => writeFile(join(folder, COPY), 'x'),
      code: 'journal.copy-unreadable',
    },
    'a folder in the place of that copy': {
      change: (folder) => putInPlace('folder', join(folder, COPY)),
      code: 'journal.copy-unreadable',
    },
    'a record of an identity that is empty': {
      change: (folder) => writeFile(join(folder, RECORD), ''),
      code: 'identity.record-unreadable',
    },
    'a pipe in the place of a record': {
      change: (folder) => putInPlace('pipe', join(folder, RECORD)),
      code: 'identity.record-unreadable',
    },
    'a record under another name': {
      change: (folder) => rename(join(folder, RECORD), join(folder, `${RECORD}.bak`)),
      code: 'identity.records-missing',
    },
  };
  for (const [what, { change, code }] of Object.entries(cases)) {
    await t.test(what, async () => {
      const folder = await copyOf(later);
      await change(folder);
      const first = await startIn(folder);
      assert.equal(first.maySign, false);
      assert.ok(first.findings.includes(code), first.findings.join());
      assert.ok(first.journalled.includes(code), first.journalled.join());
      const log = await readFile(join(folder, 'journal/log.jsonl'));
      assert.equal((await startIn(folder)).maySign, false, 'nor at the next start');
      assert.deepEqual(await readFile(join(folder, 'journal/log.jsonl')), log, 'what is known is not told again');
    });
  }
});

test('a journal that does not hold by itself is told and stays as it is', async (t) => {
  const cases: Record<string, { change: (folder: string) => Promise<unknown>; code: string }> = {
    'another station’s journal': {
      change: (folder) => exchange(folder, other, 'journal'),
      code: 'journal.checkpoint-signature',
    },
    'a journal that is gone': { change: (folder) => exchange(folder, null, 'journal'), code: 'journal.missing' },
    'a journal and a keyring that are gone': {
      change: (folder) => exchange(folder, null, 'journal', 'keyring'),
      code: 'journal.missing',
    },
    'a journal, a keyring and a key that are gone': {
      change: (folder) => exchange(folder, null, 'journal', 'keyring', 'station'),
      code: 'journal.missing',
    },
    'a journal that is gone, its copy too, and a record that is empty': {
      change: async (folder) => {
        await exchange(folder, null, 'journal', COPY);
        await writeFile(join(folder, RECORD), '');
      },
      code: 'journal.missing',
    },
    'a folder in the place of the log': {
      change: (folder) => putInPlace('folder', join(folder, 'journal/log.jsonl')),
      code: 'journal.missing',
    },
    'a pipe in the place of the checkpoint': {
      change: (folder) => putInPlace('pipe', join(folder, 'journal/checkpoint')),
      code: 'journal.checkpoint-unreadable',
    },
  };
  for (const [what, { change, code }] of Object.entries(cases)) {
    await t.test(what, async () => {
      const folder = await copyOf(later);
      await change(folder);
      const { findings, maySign } = await startIn(folder);
      assert.deepEqual([maySign, findings.includes(code)], [false, true], findings.join());
    });
  }
});

test('modes that only let others read are told, signing goes on, and so is it told when they are put right', async () => {
  const folder = await copyOf(later);
  await chmod(folder, 0o755);
  const expected = { findings: ['station.open-to-others'], journalled: ['station.open-to-others'], maySign: true };
  assert.deepEqual(await startIn(folder), expected);
  await chmod(folder, 0o700);
  assert.deepEqual(await startIn(folder), GOOD);
  const lines = (await readFile(join(folder, 'journal/log.jsonl'), 'utf8')).trimEnd().split('\n');
  const told = lines.map((line) => JSON.parse(line).event).filter(({ kind }) => kind === 'data-findings');
  assert.deepEqual(
    told.map(({ findings }) => findings.length),
    [1, 0],
  );
});

test('a copy by hard links signs nothing, and nothing is written into or cut off the log that it shares', async () => {
  for (const more of [0, 1, 2]) {
    const folder = await copyOf(later);
    const station = must(await openIn(folder));
    const copy = `${folder}-linked`;
    execFileSync('cp', ['-al', folder, copy]);
    for (let i = 0; i < more; i++) must(await station.record({ kind: 'airgap-link', linksUp: [] }));
    const log = await readFile(join(folder, 'journal/log.jsonl'));
    const { findings, maySign } = await startIn(copy);
    assert.equal(maySign, false);
    assert.ok(findings.includes('station.hard-link'), findings.join());
    assert.deepEqual(await readFile(join(folder, 'journal/log.jsonl')), log, `${more} more entries`);
    must(await station.record({ kind: 'airgap-link', linksUp: [] }));
    await closeStation(station);
    await rm(copy, { recursive: true });
    assert.deepEqual(await startIn(folder), GOOD);
  }
});

test('what lies among the records and is none is told, and signing goes on', async () => {
  const folder = await copyOf(later);
  const records = join(folder, 'keyring/records');
  await writeFile(join(records, '.DS_Store'), '', { mode: 0o600 });
  await writeFile(join(records, '000001.dsse.json~'), '', { mode: 0o600 });
  await mkdir(join(records, 'old'), { mode: 0o700 });
  const told = Array.from({ length: 3 }, () => 'station.stray-file');
  assert.deepEqual(await startIn(folder), { findings: told, journalled: told, maySign: true });
  for (const name of ['.DS_Store', '000001.dsse.json~', 'old']) await rm(join(records, name), { recursive: true });
  assert.deepEqual(await startIn(folder), GOOD);
});

test('once what was odd is put right, the station signs again and its history goes on', async () => {
  const folder = await copyOf(later);
  await exchange(folder, earlier, 'journal');
  assert.equal((await startIn(folder)).maySign, false);
  await exchange(folder, later, 'journal');
  assert.deepEqual(await startIn(folder), GOOD);
});

test('a copy that the vault could not keep is told while that is so, and the entry counts', async () => {
  const folder = await copyOf(later);
  const station = must(await openIn(folder));
  await rename(join(folder, 'vault'), `${folder}-vault`);
  const { size } = station.journal;
  must(await station.record({ kind: 'airgap-link', linksUp: [] }));
  assert.equal(station.journal.size, size + 1);
  assert.deepEqual(seen(station).findings, ['journal.copy-not-kept']);
  await rename(`${folder}-vault`, join(folder, 'vault'));
  must(await station.record({ kind: 'airgap-link', linksUp: [] }));
  assert.deepEqual(seen(station).findings, []);
  await closeStation(station);
});

test('a data folder on a file system of a program is told, and may be signed on', { skip: noSlowMedium }, async () => {
  const content = await mkdtemp(join(root, 'content-'));
  await cp(later, content, { recursive: true });
  const shared = new SlowMedium(await mkdtemp(join(root, 'shared-')), content);
  await shared.plug(1000, 'rw');
  try {
    assert.deepEqual(await startIn(shared.folder), {
      findings: ['station.shared-disk'],
      journalled: ['station.shared-disk'],
      maySign: true,
    });
  } finally {
    await shared.clear();
  }
  assert.deepEqual((await startIn(content)).findings, []);
});
