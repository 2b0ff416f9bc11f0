import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after } from 'node:test';

const base = mkdtempSync(join(tmpdir(), 'holdfast-trees-'));
after(() => rmSync(base, { recursive: true, force: true }));

let folders = 0;

/** A new empty folder, removed when this process' tests are over. */
export function freshFolder(): string {
  const folder = join(base, `f${folders++}`);
  mkdirSync(folder);
  return folder;
}

/** A folder with these files, by path. */
export function treeOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = freshFolder();
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}
