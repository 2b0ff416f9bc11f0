import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ok, type Result } from '../../../shared/result.ts';
import { AppendFile } from './append-file.ts';
import { type HashedTree, type HashTreeOptions, hashTree } from './hash-tree.ts';
import type { ImportFailure } from './import-failure.ts';
import { Manifest } from './manifest.ts';

/**
 * Hashes a tree without storing its contents, and gives its leaves to `use`: a few hundred bytes a file in the
 * temporary folder, gone when `use` is done. Fails as `hashTree` does.
 */
export async function withHashedLeaves<T>(
  path: string,
  options: Omit<HashTreeOptions, 'onRun'>,
  use: (tree: HashedTree, leaves: Manifest) => T | Promise<T>,
): Promise<Result<T, ImportFailure>> {
  const scratch = mkdtempSync(join(tmpdir(), 'holdfast-leaves-'));
  try {
    const list = join(scratch, 'leaves');
    const hashed = await hashInto(path, options, list);
    if (!hashed.ok) return hashed;
    const leaves = new Manifest(list);
    try {
      return ok(await use(hashed.value, leaves));
    } finally {
      leaves.close();
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function hashInto(path: string, options: HashTreeOptions, list: string): ReturnType<typeof hashTree> {
  const file = new AppendFile(list);
  try {
    const hashed = await hashTree(path, { ...options, onRun: ({ lines }) => file.append(lines) });
    file.flush();
    return hashed;
  } finally {
    file.close();
  }
}
