// A clean Debian in a folder, in which a package is installed and started as on a machine of its own.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { say } from '../say.mjs';
import { run } from './run.mjs';

const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'holdfast');

/** The person who uses that machine. */
export const PERSON = 1000;

/**
 * Makes the folder's root the root of a mount namespace, with its own /proc, /sys, /dev and 64 MiB of /dev/shm: in a mere
 * chroot the kernel makes no user namespace. `$1` is the folder, `$2` what is mounted first, by a shell.
 */
const ENTER = `
set -e
root=$1
mount --make-rprivate /
mount --bind "$root" "$root"
cd "$root"
mount -t proc proc proc
mount --rbind /sys sys
mount --rbind /dev dev
mount -t tmpfs -o size=64m,mode=1777 tmpfs dev/shm
mkdir -p tmp/.X11-unix before
mount --bind /tmp/.X11-unix tmp/.X11-unix
eval "$2"
pivot_root . before
cd /
umount --lazy before
shift 2
exec "$@"
`;

export class DebianRoot {
  #folder;

  /** @param {string} folder */
  constructor(folder) {
    this.#folder = folder;
  }

  /**
   * A new one, with these packages and what they need, and nothing else.
   * @param {string} suite of Debian @param {readonly string[]} packages
   */
  static make(suite, packages) {
    const key = createHash('sha256')
      .update([suite, ...packages].join('\n'))
      .digest('hex')
      .slice(0, 12);
    const kept = join(cache, `debian-${suite}-${key}.tar`);
    if (!existsSync(kept)) {
      say(`making a clean Debian (${suite}; some minutes, once) ...`);
      mkdirSync(cache, { recursive: true });
      run('mmdebstrap', ['--variant=minbase', `--include=${packages.join(',')}`, suite, `${kept}.unfinished.tar`]);
      renameSync(`${kept}.unfinished.tar`, kept);
    }
    const folder = mkdtempSync(join(tmpdir(), 'holdfast-root-'));
    run('tar', ['-xf', kept, '-C', folder, '--numeric-owner']);
    run('chmod', ['755', folder]);
    return new DebianRoot(folder);
  }

  /** A path in it, as it is from outside. @param {string} path */
  outside(path) {
    return join(this.#folder, path);
  }

  /**
   * Runs a command in it to its end.
   * @param {readonly string[]} command @param {Surroundings} [surroundings]
   */
  run(command, surroundings = {}) {
    const [program = '', ...args] = this.#entering(command, surroundings);
    const { status, stdout, stderr } = spawnSync(program, args, {
      encoding: 'utf8',
      env: ENVIRONMENT,
      timeout: 300_000,
    });
    return { status, stdout, stderr };
  }

  /**
   * Starts a command in it, and gives what it says until it ends.
   * @param {readonly string[]} command @param {Surroundings} [surroundings]
   */
  start(command, surroundings = {}) {
    const [program = '', ...args] = this.#entering(command, surroundings);
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], env: ENVIRONMENT });
    let said = '';
    child.stderr.on('data', (data) => {
      said += data;
    });
    const ended = new Promise((resolve) => child.on('exit', (status) => resolve(status)));
    return { child, ended, said: () => said };
  }

  remove() {
    rmSync(this.#folder, { recursive: true });
  }

  /** @param {readonly string[]} command @param {Surroundings} surroundings */
  #entering(command, { person = false, display, mounts = '' }) {
    const account = `--reuid=${PERSON} --regid=${PERSON} --clear-groups --inh-caps=-all`.split(' ');
    const env = ['env', '-i', 'PATH=/usr/bin:/bin:/usr/sbin:/sbin', `HOME=${person ? '/home/person' : '/root'}`];
    if (display !== undefined) env.push(`DISPLAY=${display}`);
    const as = person ? ['setpriv', ...account] : [];
    return ['unshare', '--mount', '--net', 'sh', '-c', ENTER, 'sh', this.#folder, mounts, ...as, ...env, ...command];
  }
}

/**
 * @typedef {object} Surroundings
 * @property {boolean} [person] as the person, not as root
 * @property {string} [display] an X server
 * @property {string} [mounts] shell commands in the root's folder, before it is entered
 */

const ENVIRONMENT = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' };
