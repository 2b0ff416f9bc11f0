// `npm run dist:install-test [-- SUITE]`: the package of out/packages in a clean Debian: installed, started sealed as an
// ordinary account on a station of an earlier version, not replaced while it runs, upgraded, refused a home that is
// read-only and a disk that is full, started without fonts, removed. It needs root, and takes some minutes.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { DebianRoot, PERSON } from './dist/debian-root.mjs';
import { run } from './dist/run.mjs';
import { runMain, SetupError, say } from './say.mjs';
import { startDisplay } from './sealed.mjs';

const root = dirname(import.meta.dirname);
const PACKAGES = join(root, 'out/packages');
const DATA = '/home/person/.local/share/holdfast';
const SEAL_PROBES = 7;
/** As long as a start may take on a busy machine. */
const START_MS = 90_000;

/** The home is a disk with room for the station, and none beside it. */
const FULL_DISK = `
mount -t tmpfs -o size=8m tmpfs mnt
cp -a home/person mnt/person
rm -rf mnt/person/.local/share/holdfast/chromium
mount --move mnt home
dd if=/dev/zero of=home/filled bs=4096 2> /dev/null || true
`;

await runMain(async () => {
  if (process.getuid?.() !== 0) throw new SetupError('only root can make a clean Debian in a folder.');
  const [suite = 'bookworm'] = process.argv.slice(2);
  const deb = readdirSync(PACKAGES).find((name) => name.endsWith('.deb'));
  if (deb === undefined) throw new SetupError('there is no package in out/packages: run npm run dist first.');
  const depends = run('dpkg-deb', ['--field', join(PACKAGES, deb), 'Depends']);
  const names = depends.split(',').map((one) => one.trim().split(' ')[0] ?? '');
  const machine = DebianRoot.make(suite, suite === 'bookworm' ? names : [...names, 'apparmor']);
  const display = await startDisplay();
  try {
    await testOn(machine, join(PACKAGES, deb), display.name);
  } finally {
    display.stop();
    machine.remove();
  }
  say('installed, started, upgraded and removed: all as it should be');
  return 0;
});

/** @param {DebianRoot} machine @param {string} deb @param {string} display */
async function testOn(machine, deb, display) {
  copyFileSync(deb, machine.outside('new.deb'));
  makeOlder(deb, machine.outside('old.deb'));
  copyFileSync(join(PACKAGES, 'SHA256SUMS-installed'), machine.outside('sums'));
  addPerson(machine);

  step('installs with what it declares, without a network');
  expectStatus(machine.run(['dpkg', '-i', '/old.deb']), 0);

  step('starts sealed, as an ordinary account, on a station of version 0.1.0, with 64 MiB of /dev/shm and no GPU');
  const first = await startSealed(machine, display);

  step('is not replaced and not removed while it runs, and says why');
  for (const command of [
    ['dpkg', '-i', '/new.deb'],
    ['dpkg', '-r', 'holdfast'],
  ]) {
    const refused = machine.run(command);
    expect(refused.status !== 0, `${command} was done`);
    expect(/Holdfast is running \(process \d+\)/.test(refused.stderr), refused.stderr);
  }
  expect(first.child.exitCode === null, 'the console ended');
  expectStatus(machine.run(['holdfast', '--version']), 0);
  await endConsole(first);
  const afterUse = digests(machine);

  step('upgrades, and every installed file is the released one');
  expectStatus(machine.run(['dpkg', '-i', '/new.deb']), 0);
  expectStatus(machine.run(['sha256sum', '--check', '--quiet', '/sums']), 0);
  expect(same(afterUse, digests(machine)), 'the upgrade changed the data folder');
  const second = await startSealed(machine, display);
  await endConsole(second);

  step('the build digest in the journal is what sha256sum says of the installed file');
  const asar = machine.run(['sha256sum', '/usr/lib/holdfast/resources/app.asar']).stdout.split(' ')[0];
  expect(startsOf(machine).at(-1)?.buildSha256 === asar, `${asar}`);

  step('the command line checks the vault, and its pages and completion are there');
  expectStatus(machine.run(['holdfast', 'fsck', '--data', DATA], { person: true }), 0);
  for (const file of [
    'man/man1/holdfast-gate.1.gz',
    'bash-completion/completions/holdfast',
    'applications/holdfast.desktop',
  ]) {
    expect(existsSync(machine.outside(`usr/share/${file}`)), file);
  }

  step('opens its window on a system without fonts, where the fonts of the package show its text');
  renameSync(machine.outside('usr/share/fonts'), machine.outside('usr/share/fonts.away'));
  const plain = await startSealed(machine, display);
  keepPicture(display, 'without-fonts');
  await endConsole(plain);
  renameSync(machine.outside('usr/share/fonts.away'), machine.outside('usr/share/fonts'));

  step('a home that cannot be written, and a disk that is full: a sentence, and no start without the vault');
  const atRest = digests(machine);
  const home = 'mount --bind home home; mount -o remount,bind,ro home';
  await expectRefusal(machine, display, home, 'read-only-home');
  await expectRefusal(machine, display, FULL_DISK, 'full-disk');
  expect(same(atRest, digests(machine)), 'a refused start changed the data folder');

  // The parser of bookworm knows no user namespaces, and no system that has it needs the profile.
  if (existsSync(machine.outside('etc/apparmor.d/abi/4.0'))) {
    step('the AppArmor profile is one that its parser takes, and a wrong one is not');
    const profile = machine.outside('usr/share/holdfast/apparmor/holdfast-bwrap');
    const wrong = readFileSync(profile, 'utf8').replace('userns,', 'usernsx,');
    writeFileSync(machine.outside('wrong-profile'), wrong);
    const parse = ['apparmor_parser', '--skip-kernel-load', '--skip-cache', '--skip-read-cache'];
    expectStatus(machine.run([...parse, '/usr/share/holdfast/apparmor/holdfast-bwrap']), 0);
    expect(machine.run([...parse, '/wrong-profile']).status !== 0, 'a wrong profile was taken');
  } else say('the AppArmor profile is not parsed here: the parser of this Debian is older than it');

  step('is removed, and the data folder stays as it was');
  expectStatus(machine.run(['dpkg', '--purge', 'holdfast']), 0);
  for (const path of ['usr/lib/holdfast', 'usr/bin/holdfast', 'etc/apparmor.d/holdfast-bwrap', 'usr/share/holdfast']) {
    expect(!existsSync(machine.outside(path)), path);
  }
  expect(same(atRest, digests(machine)), 'removing changed the data folder');
}

/** The same package under a lower version. @param {string} deb @param {string} older */
function makeOlder(deb, older) {
  const work = `${older}.work`;
  run('dpkg-deb', ['-R', deb, work]);
  const control = readFileSync(join(work, 'DEBIAN/control'), 'utf8');
  writeFileSync(join(work, 'DEBIAN/control'), control.replace(/^Version: .*$/m, 'Version: 0.0.1'));
  run('dpkg-deb', ['-Znone', '--build', work, older]);
  run('rm', ['-r', work]);
}

/** An account with a station that version 0.1.0 made. @param {DebianRoot} machine */
function addPerson(machine) {
  expectStatus(machine.run(['useradd', '--uid', String(PERSON), '--create-home', 'person']), 0);
  const data = machine.outside(DATA);
  mkdirSync(dirname(data), { recursive: true });
  const station = join(root, 'test/fixtures/stations/version-0.1.0.tar.gz');
  run('tar', ['-xzf', station, '-C', machine.outside('home/person'), 'data']);
  cpSync(machine.outside('home/person/data'), data, { recursive: true });
  run('rm', ['-r', machine.outside('home/person/data')]);
  run('chown', ['-R', `${PERSON}:${PERSON}`, machine.outside('home/person')]);
  run('chmod', ['-R', 'go=', data]);
}

/**
 * Starts the console as the menu does, and waits until its journal says that it is sealed, and its window is there.
 * @param {DebianRoot} machine @param {string} display
 */
async function startSealed(machine, display) {
  const before = startsOf(machine).length;
  const started = machine.start(['holdfast-console'], { person: true, display });
  const isUp = () => startsOf(machine).length > before && windowsOn(display).includes('Holdfast');
  for (const end = Date.now() + START_MS; !isUp(); await wait(200)) {
    expect(
      started.child.exitCode === null && Date.now() < end,
      `it did not start: ${started.said()} ${windowsOn(display)}`,
    );
  }
  const { seal } = startsOf(machine).at(-1) ?? {};
  const outcomes = seal.probes.map((/** @type {{ outcome: string }} */ { outcome }) => outcome);
  expect(
    outcomes.length === SEAL_PROBES && outcomes.every((/** @type {string} */ one) => one === 'closed'),
    JSON.stringify(seal),
  );
  expect(seal.unsealed === null && seal.letPass.length === 0, JSON.stringify(seal));
  return started;
}

/** @param {ReturnType<DebianRoot['start']>} started */
async function endConsole(started) {
  const [main] = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && isMain(pid));
  expect(main !== undefined, `the console is not among the processes:\n${run('ps', ['-eo', 'args'])}`);
  process.kill(Number(main), 'SIGTERM');
  await started.ended;
}

/** Whether this is the main process of the console in the clean Debian. @param {string} pid */
function isMain(pid) {
  const path = `/proc/${pid}/cmdline`;
  if (!existsSync(path)) return false;
  // Chromium may have written its command line anew, in one piece.
  const [program, ...words] = readFileSync(path, 'utf8').split(/[\0 ]/);
  const isConsole = program === '/usr/lib/holdfast/holdfast' && words.includes(`--user-data-dir=${DATA}`);
  return isConsole && !words.some((word) => word.startsWith('--type='));
}

/**
 * A start that opens no vault says so, in a window and on stderr.
 * @param {DebianRoot} machine @param {string} display @param {string} mounts @param {string} picture
 */
async function expectRefusal(machine, display, mounts, picture) {
  const started = machine.start(['holdfast-console'], { person: true, display, mounts });
  const isSaid = () => started.said().includes('holdfast: ');
  for (const end = Date.now() + START_MS; !isSaid(); await wait(200)) {
    expect(Date.now() < end && started.child.exitCode === null, `it said nothing: ${started.said()}`);
  }
  await wait(3000);
  keepPicture(display, picture);
  say(
    `  it says: ${started
      .said()
      .split('\n')
      .find((line) => line.startsWith('holdfast: '))}`,
  );
  expect(!windowsOn(display).includes('Holdfast'), 'it opened its window all the same');
  if (started.child.exitCode === null) started.child.kill('SIGKILL');
  await started.ended;
}

/** What the station's journal has of each start. @param {DebianRoot} machine */
function startsOf(machine) {
  const log = readFileSync(machine.outside(`${DATA}/journal/log.jsonl`), 'utf8');
  return log
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line).event)
    .filter(({ kind }) => kind === 'console-started');
}

/** Everything in the data folder but Chromium's files. @param {DebianRoot} machine */
function digests(machine) {
  const data = machine.outside(DATA);
  const names = readdirSync(data, { recursive: true, encoding: 'utf8' }).filter((name) => !name.startsWith('chromium'));
  return names
    .filter((name) => statSync(join(data, name)).isFile())
    .sort()
    .map(
      (name) =>
        `${createHash('sha256')
          .update(readFileSync(join(data, name)))
          .digest('hex')}  ${name}`,
    );
}

/** @param {readonly string[]} one @param {readonly string[]} other */
function same(one, other) {
  return one.length > 0 && one.join('\n') === other.join('\n');
}

/** The titles of the windows there. @param {string} display */
function windowsOn(display) {
  const tree = run('xwininfo', ['-display', display, '-root', '-tree']);
  return [...tree.matchAll(/^ *0x[0-9a-f]+ "([^"]*)"/gm)].map(([, title]) => title);
}

/** For whoever wants to look, where ImageMagick is there. @param {string} display @param {string} name */
function keepPicture(display, name) {
  const folder = join(root, 'out/install-test');
  mkdirSync(folder, { recursive: true });
  spawnSync('import', ['-display', display, '-window', 'root', join(folder, `${name}.png`)]);
}

/** @param {string} what */
function step(what) {
  say(`${what} ...`);
}

/** @param {{ status: number | null, stdout: string, stderr: string }} done @param {number} status */
function expectStatus(done, status) {
  expect(done.status === status, `it ended with ${done.status}:\n${done.stdout}${done.stderr}`);
}

/** @param {boolean} holds @param {string} otherwise */
function expect(holds, otherwise) {
  if (!holds) throw new SetupError(`not as it should be: ${otherwise}`);
}
