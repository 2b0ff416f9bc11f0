// The surroundings in which the real application is tested and shown: a network namespace with no link, so that the
// link probe finds none; a virtual display; an unprivileged user, so that Chromium's sandbox is on; and removable
// media of each kind (roomy, full, read-only), mounted where a desktop mounts them.
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, chmodSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { SetupError, say } from './say.mjs';

const root = dirname(import.meta.dirname);
const NOBODY = 65534;

/**
 * Runs inside the new namespaces, as (their) root, with the command as its arguments. While it runs, it does what is
 * written to the FIFO `ask` in the scratch folder, a word a line: `insert` mounts the volume LATE, and `pull` takes it
 * away. `plug` mounts the scratch folder's `stick` as the volume SLOW, at 6 MB a second; `unplug` kills what serves it, so
 * that every read fails from then on; `hang` stops it, so that every read waits, until `answer`. The scratch folder's
 * `disk` is a small disk of its own, and `two-disks` a data folder whose vault is on it.
 */
const PREPARE = `
set -e
mount -t sysfs sysfs /sys
ip link set lo up
mount -t tmpfs -o mode=755 tmpfs /media
for volume in STICK FULL READONLY; do mkdir /media/$volume; done
mount -t tmpfs -o size=256m,mode=1777 tmpfs /media/STICK
mount -t tmpfs -o size=256k,mode=1777 tmpfs /media/FULL
head -c 240k /dev/zero > /media/FULL/occupied
mount -t tmpfs -o ro,size=1m,mode=1777 tmpfs /media/READONLY
mkdir /media/LATE /media/SLOW "$HOLDFAST_SCRATCH/disk"
mount -t tmpfs -o size=90m,mode=1777 tmpfs "$HOLDFAST_SCRATCH/disk"
mkdir -m 700 "$HOLDFAST_SCRATCH/two-disks" "$HOLDFAST_SCRATCH/disk/vault" "$HOLDFAST_SCRATCH/two-disks/vault"
[ -z "$HOLDFAST_TESTER" ] || chown "$HOLDFAST_TESTER" "$HOLDFAST_SCRATCH/two-disks" "$HOLDFAST_SCRATCH/disk/vault"
mount --bind "$HOLDFAST_SCRATCH/disk/vault" "$HOLDFAST_SCRATCH/two-disks/vault"
mkfifo -m 622 "$HOLDFAST_SCRATCH/ask"
# Opened for writing too, so that it does not end when a test has written.
exec 3<> "$HOLDFAST_SCRATCH/ask"
while read -r what <&3; do
  case $what in
    insert) mount -t tmpfs -o size=16m,mode=1777 tmpfs /media/LATE ;;
    pull) umount --lazy /media/LATE || true ;;
    plug)
      umount --lazy /media/SLOW || true
      bindfs -f -o allow_other --read-rate=6M "$HOLDFAST_SCRATCH/stick" /media/SLOW > /dev/null 3<&- &
      slow=$!
      ;;
    unplug) kill -9 $slow || true; slow= ;;
    hang) kill -STOP $slow || true ;;
    answer) kill -CONT $slow || true ;;
  esac
done 2> /dev/null &
exec 3<&-
status=0
"$@" || status=$?
kill $!
umount --lazy /media/SLOW 2> /dev/null || true
exit $status
`;

/**
 * Runs a command in those surroundings and gives its exit status. `HOLDFAST_SCRATCH` names a folder that the command
 * may write to; `take` is called with it before it is removed.
 * @param {readonly string[]} command @param {{ take?: (scratch: string, status: number) => void, display?: string, atOnce?: number }} [options]
 *   `display`: one that is there already; without it a virtual one is started for each of `atOnce` programs, since windows
 *   of several on one display take the focus from each other. `HOLDFAST_DISPLAYS` names them, with blanks between
 * @returns {Promise<number>}
 */
export async function runSealed(command, { take, display: shown, atOnce = 1 } = {}) {
  const isRoot = process.getuid?.() === 0;
  const lowered = isRoot && canBeReadByOthers();
  if (isRoot && !lowered) say('only root can read this folder, so the tests run as root, without the Chromium sandbox');
  const scratch = mkdtempSync(join(tmpdir(), 'holdfast-'));
  if (lowered) chmodSync(scratch, 0o777);
  const displays =
    shown === undefined
      ? await Promise.all(Array.from({ length: atOnce }, startDisplay))
      : [{ name: shown, stop: () => undefined }];
  const [display = { name: '' }] = displays;
  try {
    const child = spawn(
      'unshare',
      [...namespaces(isRoot), 'sh', '-c', PREPARE, 'sh', ...identity(lowered, isRoot), ...command],
      {
        cwd: root,
        stdio: 'inherit',
        env: {
          ...process.env,
          DISPLAY: display.name,
          HOLDFAST_DISPLAYS: displays.map(({ name }) => name).join(' '),
          HOME: scratch,
          TMPDIR: scratch,
          XDG_CACHE_HOME: join(scratch, 'cache'),
          XDG_DATA_HOME: join(scratch, 'share'),
          HOLDFAST_SCRATCH: scratch,
          HOLDFAST_TESTER: lowered ? `${NOBODY}:${NOBODY}` : '',
          ...(isRoot && !lowered ? { HOLDFAST_NO_SANDBOX: '1' } : {}),
        },
      },
    );
    const status = await exitOf(child);
    take?.(scratch, status);
    return status;
  } finally {
    for (const each of displays) each.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** @param {boolean} isRoot */
function namespaces(isRoot) {
  const own = ['--net', '--mount'];
  return isRoot ? own : ['--user', '--map-root-user', ...own];
}

/**
 * Back to an unprivileged user once the mounts are made. In a namespace of one's own, one user namespace further.
 * @param {boolean} lowered @param {boolean} isRoot
 */
function identity(lowered, isRoot) {
  if (lowered) return ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'];
  if (isRoot) return [];
  return ['unshare', '--user', `--map-user=${process.getuid?.()}`, `--map-group=${process.getgid?.()}`];
}

function canBeReadByOthers() {
  const probe = spawnSync('setpriv', [
    `--reuid=${NOBODY}`,
    `--regid=${NOBODY}`,
    '--clear-groups',
    'test',
    '-r',
    join(root, 'package.json'),
  ]);
  return probe.status === 0;
}

/** A virtual display. @returns {Promise<{ name: string, stop: () => void }>} */
export async function startDisplay() {
  // Without -noreset it starts anew whenever its last window closes, and refuses who comes in that moment.
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1440x1000x24', '-nolisten', 'tcp', '-noreset'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const pipe = server.stdio[3];
  if (!pipe || !('on' in pipe)) throw new SetupError('Xvfb gave no pipe to say its display on.');
  const name = await new Promise((resolve, reject) => {
    pipe.on('data', (data) => resolve(`:${String(data).trim()}`));
    server.on('error', reject);
    server.on('exit', (status) => reject(new SetupError(`Xvfb ended with ${status} before it had a display.`)));
  });
  return { name, stop: () => server.kill() };
}

/** @param {import('node:child_process').ChildProcess} child @returns {Promise<number>} */
function exitOf(child) {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (status) => resolve(status ?? 1));
  });
}

/** A network namespace is what makes "no network" testable; without one the tests would only pretend. */
export function ensureNamespaces() {
  accessSync('/proc/self/ns/net', constants.R_OK);
  const isRoot = process.getuid?.() === 0;
  const probe = spawnSync('unshare', [...namespaces(isRoot), 'mount', '-t', 'sysfs', 'sysfs', '/sys'], {
    encoding: 'utf8',
  });
  if (probe.status === 0) return;
  throw new SetupError(
    `the tests need a network namespace of their own, and this system does not give one (${probe.stderr.trim()}). ` +
      'Run them as root, or allow user namespaces: sudo sysctl kernel.unprivileged_userns_clone=1 kernel.apparmor_restrict_unprivileged_userns=0',
  );
}
