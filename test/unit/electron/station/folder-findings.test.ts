import assert from 'node:assert/strict';
import { chmod, link, mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { folderFindings } from '../../../../electron/station/folder-findings.ts';
import { must } from '../../../helpers/must.ts';

const root = await mkdtemp(join(tmpdir(), 'holdfast-folder-findings-'));
after(() => rm(root, { recursive: true }));

const FILES = [
  'station/station.key',
  'journal/log.jsonl',
  'journal/checkpoint',
  'keyring/attempts.json',
  'keyring/records/000000.dsse.json',
  'keyring/keys/a.age',
  'vault/journal-checkpoint',
  'vault/packs/a.pack',
  'chromium/Preferences',
];

/** A data folder as the console leaves one. */
async function dataFolder(): Promise<string> {
  const data = await mkdtemp(join(root, 'data-'));
  for (const file of FILES) {
    const path = join(data, file);
    await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
    await writeFile(path, '', { mode: 0o600 });
  }
  return data;
}

async function found(data: string, account?: number): Promise<readonly [string, string][]> {
  const findings = must(await (account === undefined ? folderFindings(data) : folderFindings(data, account)));
  return findings.map(({ code, where }) => [code, where]);
}

test('a data folder as the console makes it has nothing odd, before and after the first start', async () => {
  assert.deepEqual(await found(await mkdtemp(join(root, 'data-'))), []);
  assert.deepEqual(await found(await dataFolder()), []);
});

test('modes wider than the console’s own are told, and are grave where others get at what they may change', async (t) => {
  const cases: Record<string, { modes: Record<string, number>; expected: readonly [string, string][] }> = {
    'the data folder read by others': {
      modes: { '.': 0o755 },
      expected: [['station.open-to-others', '.']],
    },
    'the data folder written by others': {
      modes: { '.': 0o777 },
      expected: [['station.others-may-write', '.']],
    },
    'a file that others may write, behind a folder that they cannot enter': {
      modes: { 'journal/log.jsonl': 0o666 },
      expected: [['station.open-to-others', 'journal/log.jsonl']],
    },
    'a file that others may write and reach': {
      modes: { '.': 0o711, journal: 0o711, 'journal/log.jsonl': 0o606 },
      expected: [
        ['station.open-to-others', '.'],
        ['station.open-to-others', 'journal'],
        ['station.others-may-write', 'journal/log.jsonl'],
      ],
    },
    'a file that the group may write, where only others get in': {
      modes: { '.': 0o701, journal: 0o701, 'journal/log.jsonl': 0o660 },
      expected: [
        ['station.open-to-others', '.'],
        ['station.open-to-others', 'journal'],
        ['station.open-to-others', 'journal/log.jsonl'],
      ],
    },
    'the station’s key read by others': {
      modes: { '.': 0o755, station: 0o755, 'station/station.key': 0o644 },
      expected: [
        ['station.open-to-others', '.'],
        ['station.open-to-others', 'station'],
        ['station.others-may-write', 'station/station.key'],
      ],
    },
    'a private key file read by others': {
      modes: { 'keyring/keys/a.age': 0o644 },
      expected: [['station.open-to-others', 'keyring/keys/a.age']],
    },
    'Chromium’s files, which hold nothing that counts': {
      modes: { 'chromium/Preferences': 0o666 },
      expected: [],
    },
  };
  for (const [what, { modes, expected }] of Object.entries(cases)) {
    await t.test(what, async () => {
      const data = await dataFolder();
      for (const [path, mode] of Object.entries(modes)) await chmod(join(data, path), mode);
      assert.deepEqual(await found(data), expected);
    });
  }
});

test('a symbolic link in the place of any file or folder is told, and what it leads to is not looked at', async (t) => {
  for (const path of ['station', 'journal', 'keyring', 'keyring/keys', 'vault', 'vault/packs', ...FILES.slice(0, 7)]) {
    await t.test(path, async () => {
      const data = await dataFolder();
      await rename(join(data, path), `${data}-away`);
      await chmod(`${data}-away`, 0o777);
      await symlink(`${data}-away`, join(data, path));
      assert.deepEqual(await found(data), [['station.symbolic-link', path]]);
      await rm(`${data}-away`, { recursive: true });
    });
  }
});

test('a second name of a file is told', async () => {
  const data = await dataFolder();
  await link(join(data, 'journal/log.jsonl'), `${data}-copy`);
  assert.deepEqual(await found(data), [['station.hard-link', 'journal/log.jsonl']]);
});

test('what belongs to another account is told', async () => {
  const data = await dataFolder();
  const findings = await found(data, (process.getuid?.() ?? 0) + 1);
  assert.deepEqual(new Set(findings.map(([code]) => code)), new Set(['station.other-owner']));
  assert.ok(findings.some(([, where]) => where === 'keyring/keys/a.age'));
});
