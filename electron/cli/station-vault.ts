import { readlink, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok, type Result } from '../../shared/result.ts';
import { attempt } from '../core/files/file-failure.ts';
import { lockFolder } from '../core/files/folder-lock.ts';
import { words } from './words.ts';

/**
 * The vault's folder in a station's, which this process then has to itself until it ends: a vault has one writer.
 */
export async function vaultOf(data: string): Promise<Result<string, string>> {
  const vault = join(data, 'vault');
  const there = await attempt(vault, () => stat(vault));
  if (!there.ok || !there.value.isDirectory()) return err(words.reading.noVault(data));
  const holder = await olderConsole(data);
  if (holder !== null) return err(words.reading.vaultOpenBy(holder));
  const locked = lockFolder(data);
  if (locked.ok) return ok(vault);
  return err(locked.error.code === 'folder/held' ? words.reading.vaultOpen : words.reading.vaultNotLocked);
}

/** A console that does not lock the data folder has Chromium's lock: a link to `host-pid`. A crash leaves it behind. */
async function olderConsole(data: string): Promise<number | null> {
  const lock = join(data, 'chromium', 'SingletonLock');
  const target = await attempt(lock, () => readlink(lock));
  const pid = target.ok ? Number(/-([0-9]+)$/.exec(target.value)?.[1]) : Number.NaN;
  if (Number.isNaN(pid)) return null;
  const alive = await attempt(lock, async () => process.kill(pid, 0));
  return alive.ok || alive.error.errno === 'EPERM' ? pid : null;
}
