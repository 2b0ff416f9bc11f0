import { readlink, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok, type Result } from '../../shared/result.ts';
import { attempt } from '../files/file-error.ts';

/** The vault's folder in a station's. A vault has one writer: whoever has the console open is that. */
export async function vaultOf(data: string): Promise<Result<string, string>> {
  const vault = join(data, 'vault');
  const there = await attempt(vault, () => stat(vault));
  if (!there.ok || !there.value.isDirectory()) return err(`${data} is no station's data folder: it holds no vault.`);
  const holder = await consoleProcess(data);
  return holder === null ? ok(vault) : err(`The console has this vault open (process ${holder}): end it first.`);
}

/** Chromium's lock is a link to `host-pid`; a crash leaves it behind. */
async function consoleProcess(data: string): Promise<number | null> {
  const lock = join(data, 'chromium', 'SingletonLock');
  const target = await attempt(lock, () => readlink(lock));
  const pid = target.ok ? Number(/-([0-9]+)$/.exec(target.value)?.[1]) : Number.NaN;
  if (Number.isNaN(pid)) return null;
  const alive = await attempt(lock, async () => process.kill(pid, 0));
  return alive.ok || alive.error.errno === 'EPERM' ? pid : null;
}
