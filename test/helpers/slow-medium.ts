import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { skipWithout } from './skip.ts';

/** Why no such medium can be made here; `false` where it can. */
export const noSlowMedium = skipWithout(
  process.getuid?.() === 0 && existsSync('/dev/fuse'),
  'only root can mount a file system in user space, and only where there is /dev/fuse',
);

/**
 * A folder mounted once more by bindfs, which reads it at a bounded rate. Its daemon can be killed, as pulling the
 * medium out does it: whatever reads there fails from that moment on.
 */
export class SlowMedium {
  readonly folder: string;
  readonly #content: string;
  #daemon: ChildProcess | null = null;

  /** @param folder where it is mounted. @param content what it shows */
  constructor(folder: string, content: string) {
    this.folder = folder;
    this.#content = content;
  }

  async plug(megabytesPerSecond: number, access: 'ro' | 'rw' = 'ro'): Promise<void> {
    const device = statSync(dirname(this.folder)).dev;
    const daemon = spawn(
      'bindfs',
      ['-f', '-o', access, `--read-rate=${megabytesPerSecond}M`, this.#content, this.folder],
      {
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
    this.#daemon = daemon;
    while (statSync(this.folder).dev === device) {
      if (daemon.exitCode !== null) throw new Error(`bindfs ended with ${daemon.exitCode}`);
      await sleep(10);
    }
  }

  /** From now on whatever is asked of it waits. */
  hang(): void {
    this.#daemon?.kill('SIGSTOP');
  }

  /** It answers again, also to what was asked meanwhile. */
  answer(): void {
    this.#daemon?.kill('SIGCONT');
  }

  async pull(): Promise<void> {
    const daemon = this.#daemon;
    this.#daemon = null;
    if (daemon === null) return;
    const gone = new Promise((resolve) => daemon.once('exit', resolve));
    daemon.kill('SIGKILL');
    await gone;
  }

  /** Takes the mount of a pulled medium away, so that it can be plugged in again. */
  async clear(): Promise<void> {
    await this.pull();
    execFileSync('umount', ['--lazy', this.folder]);
  }
}
