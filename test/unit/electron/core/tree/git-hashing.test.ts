import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Worker } from 'node:worker_threads';
import fc from 'fast-check';
import {
  type BlockHasher,
  GitHashing,
  hasherHere,
  threadHasher,
} from '../../../../../electron/core/tree/git-hashing.ts';
import { everyDigest } from '../../../../../electron/core/tree/leaf-hasher.ts';
import { workerFile } from '../../../../helpers/vault-worker.ts';

const KIB = 1024;
const started: BlockHasher[] = [];
after(() => Promise.all(started.map((hasher) => hasher.close())));

function thread(): BlockHasher {
  const hasher = threadHasher(new Worker(workerFile, { workerData: { role: 'blobs' } }));
  started.push(hasher);
  return hasher;
}

/** Each content is given in parts of at most `part` bytes. */
async function hashed(git: GitHashing<number>, contents: readonly Buffer[], part: number): Promise<unknown[]> {
  const known: unknown[] = [];
  for (const [i, content] of contents.entries()) {
    await git.begin(content.length);
    for (let at = 0; at < content.length; at += part) await git.write(content.subarray(at, at + part));
    git.end(i);
    known.push(...git.take());
  }
  await git.finish();
  return [...known, ...git.take()];
}

function expected(contents: readonly Buffer[]): unknown[] {
  return contents.map((content, leaf) => {
    const running = everyDigest.begin(content.length);
    running.update(content);
    const { gitSha1, gitSha256 } = running.digest();
    return { leaf, git: { gitSha1, gitSha256 } };
  });
}

function contentOf(size: number, seed: number): Buffer {
  return Buffer.alloc(size, `${seed} `);
}

const HASHERS: Readonly<Record<string, () => BlockHasher>> = { 'this thread': hasherHere, 'another thread': thread };

for (const [where, start] of Object.entries(HASHERS)) {
  test(`${where}: the digests are git's, in order, however contents lie in the blocks`, async () => {
    const size = fc.oneof(
      fc.nat(300),
      fc.integer({ min: 255 * KIB, max: 257 * KIB }),
      fc.constantFrom(0, 256 * KIB - 12, 256 * KIB),
    );
    const sizes = fc.array(size, { maxLength: 12 });
    const git = new GitHashing<number>(start());
    await fc.assert(
      fc.asyncProperty(sizes, fc.integer({ min: 1000, max: 600 * KIB }), async (sizes, part) => {
        const contents = sizes.map(contentOf);
        assert.deepEqual(await hashed(git, contents, part), expected(contents));
      }),
      { numRuns: 40 },
    );
  });

  test(`${where}: more contents and more bytes than all blocks hold`, async () => {
    const many = Array.from({ length: 5000 }, (_, i) => contentOf(i % 7, i));
    const contents = [...many, contentOf(5000 * KIB, 1), ...many];
    assert.deepEqual(await hashed(new GitHashing(start()), contents, 100 * KIB), expected(contents));
  });
}

test('a content that did not end counts for nothing, and none may follow it', async () => {
  const git = new GitHashing<string>(thread());
  await git.begin(3);
  await git.write(Buffer.from('abc'));
  git.end('whole');
  await git.begin(700 * KIB);
  await git.write(contentOf(300 * KIB, 1));
  await git.finish();
  assert.deepEqual(
    git.take().map(({ leaf }) => leaf),
    ['whole'],
  );
  assert.throws(() => git.begin(1));
});

test('a thread that dies is told to whoever waits for it, before and after', async () => {
  const worker = new Worker("require('node:worker_threads').parentPort.once('message', () => process.exit(3))", {
    eval: true,
  });
  const git = new GitHashing<number>(threadHasher(worker));
  await git.begin(9000 * KIB);
  const write = async (): Promise<void> => {
    await git.write(contentOf(9000 * KIB, 1));
  };
  await assert.rejects(write, /ended with 3/);
  await assert.rejects(write, /ended with 3/);
  await assert.rejects(git.finish(), /ended with 3/);
});
