import { createCipheriv } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** One kind of evidence to measure with. */
export interface DataSet {
  readonly name: string;
  readonly files: number;
  /** Bytes of a file: at least, at most. */
  readonly size: readonly [number, number];
}

const KIB = 1024;
const GIB = 1024 ** 3;

export const DATA_SETS: readonly DataSet[] = [
  { name: 'large', files: 4, size: [GIB, GIB] },
  { name: 'medium', files: 20_000, size: [4 * KIB, 64 * KIB] },
  { name: 'small', files: 200_000, size: [200, 2000] },
  { name: 'count-50k', files: 50_000, size: [200, 2000] },
  { name: 'count-1m', files: 1_000_000, size: [200, 2000] },
];

const FILES_A_FOLDER = 500;
const CHUNK = 4 * 1024 * 1024;

/** Makes the data under `base` unless it is there: the same bytes on every machine, and incompressible. */
export function makeData(set: DataSet, base: string): string {
  const root = join(base, set.name);
  if (existsSync(root)) return root;
  const unfinished = `${root}.unfinished`;
  const random = createCipheriv('aes-128-ctr', Buffer.alloc(16, set.name), Buffer.alloc(16));
  const zeros = Buffer.alloc(CHUNK);
  for (let i = 0; i < set.files; i++) {
    const folder = join(unfinished, `d${String(Math.floor(i / FILES_A_FOLDER)).padStart(5, '0')}`);
    if (i % FILES_A_FOLDER === 0) mkdirSync(folder, { recursive: true });
    const [least, most] = set.size;
    const pick = random.update(zeros.subarray(0, 4)).readUInt32LE();
    writeRandom(join(folder, `file-${i}.bin`), least + (most === least ? 0 : pick % (most - least)));
  }
  renameSync(unfinished, root);
  return root;

  function writeRandom(path: string, size: number): void {
    if (size <= CHUNK) {
      writeFileSync(path, random.update(zeros.subarray(0, size)));
      return;
    }
    const fd = openSync(path, 'w');
    for (let left = size; left > 0; left -= CHUNK)
      writeSync(fd, random.update(zeros.subarray(0, Math.min(CHUNK, left))));
    closeSync(fd);
  }
}
