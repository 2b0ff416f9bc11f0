// What Electron and the tests need from the system. As root on Debian it is installed; else the exact line is said.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { SetupError, say } from './say.mjs';

/** Shared libraries that Electron loads, and the Debian package of each. */
const LIBRARIES = {
  'libgtk-3.so.0': 'libgtk-3-0',
  'libnss3.so': 'libnss3',
  'libgbm.so.1': 'libgbm1',
  'libasound.so.2': 'libasound2',
  'libatk-bridge-2.0.so.0': 'libatk-bridge2.0-0',
  'libcups.so.2': 'libcups2',
  'libdrm.so.2': 'libdrm2',
};

/** Programs, and the Debian package of each. The seal is made by the first, and tried by the second. */
const SEAL = { bwrap: 'bubblewrap', perl: 'perl-base' };
const DISPLAY = { Xvfb: 'xvfb' };
const PACKAGERS = { 'dpkg-shlibdeps': 'dpkg-dev', git: 'git', 'ssh-keygen': 'openssh-client' };
const STOCK_TOOLS = {
  man: 'man-db',
  openssl: 'openssl',
  age: 'age',
  ip: 'iproute2',
  unshare: 'util-linux',
  setpriv: 'util-linux',
  xorriso: 'xorriso',
  zip: 'zip',
  unzip: 'unzip',
  bindfs: 'bindfs',
  strace: 'strace',
  bsdtar: 'libarchive-tools',
  python3: 'python3',
  script: 'bsdutils',
  xwininfo: 'x11-utils',
  'fc-scan': 'fontconfig',
  'dbus-send': 'dbus-bin',
  'dbus-daemon': 'dbus-daemon',
  'xdg-dbus-proxy': 'xdg-dbus-proxy',
  weston: 'weston',
  '../libexec/at-spi2-registryd': 'at-spi2-core',
};

/** Python modules of in-toto's reference implementation, which judges our signatures beside us. */
const PYTHON_MODULES = {
  securesystemslib: 'python3-securesystemslib',
  nacl: 'python3-nacl',
  cryptography: 'python3-cryptography',
};
const DEBIAN_PYTHON = '/usr/lib/python3/dist-packages';

/**
 * Makes sure that what a purpose needs is there.
 * @param {'run' | 'package' | 'display' | 'test'} purpose each includes `run`, and `test` includes all
 */
export function ensureSystem(purpose) {
  if (process.platform !== 'linux') return;
  const programs = {
    run: SEAL,
    package: { ...SEAL, ...PACKAGERS },
    display: { ...SEAL, ...DISPLAY },
    test: { ...SEAL, ...PACKAGERS, ...DISPLAY, ...STOCK_TOOLS },
  }[purpose];
  const missing = new Set([
    ...missingLibraries(),
    ...Object.entries(programs).flatMap(([program, name]) => (isOnPath(program) ? [] : [name])),
    ...(purpose === 'test' ? missingPythonModules() : []),
  ]);
  if (missing.size === 0) return;
  const install = `apt-get install -y --no-install-recommends ${[...missing].sort().join(' ')}`;
  if (!isOnPath('apt-get')) {
    throw new SetupError(`this system lacks what these Debian packages hold: ${[...missing].sort().join(' ')}`);
  }
  if (process.getuid?.() !== 0) throw new SetupError(`first run: sudo apt-get update && sudo ${install}`);
  say(`installing Debian packages: ${[...missing].sort().join(' ')}`);
  for (const command of ['apt-get update', install]) {
    const [program = '', ...args] = command.split(' ');
    const run = spawnSync(program, ['-qq', ...args], {
      stdio: ['ignore', process.stderr, process.stderr],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    if (run.status !== 0) throw new SetupError(`"${command}" failed; its message is above.`);
  }
}

function missingLibraries() {
  const cache = spawnSync('/sbin/ldconfig', ['-p'], { encoding: 'utf8' });
  if (cache.status !== 0) throw new SetupError(`ldconfig could not list the shared libraries: ${cache.stderr}`);
  const known = new Set(cache.stdout.split('\n').map((line) => line.trim().split(' ')[0]));
  return Object.entries(LIBRARIES).flatMap(([packetStore, name]) => (known.has(packetStore) ? [] : [name]));
}

function missingPythonModules() {
  return Object.entries(PYTHON_MODULES).flatMap(([module, name]) =>
    existsSync(join(DEBIAN_PYTHON, module)) ? [] : [name],
  );
}

/** @param {string} program */
function isOnPath(program) {
  const places = [...(process.env.PATH ?? '').split(delimiter), '/sbin', '/usr/sbin'];
  return places.some((place) => existsSync(join(place, program)));
}
