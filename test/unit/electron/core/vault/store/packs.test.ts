import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, openSync, readdirSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { VaultIndex } from '../../../../../../electron/core/vault/store/index-of-packs.ts';
import { type VaultLayout, vaultLayout } from '../../../../../../electron/core/vault/store/layout.ts';
import { readFooter } from '../../../../../../electron/core/vault/store/pack-format.ts';
import { PresenceFilter } from '../../../../../../electron/core/vault/store/presence-filter.ts';
import { OBJECT_MIN, VaultSink } from '../../../../../../electron/core/vault/store/vault-sink.ts';
import { freshFolder } from '../../../../../helpers/trees.ts';

const digestOf = (content: string): string => createHash('sha256').update(content).digest('hex');

function emptyVault(): VaultLayout {
  const layout = vaultLayout(freshFolder());
  for (const folder of [layout.packs, layout.objects, layout.bundles, layout.tmp]) mkdirSync(folder);
  return layout;
}

/** Stores contents as a reader does. */
async function store(layout: VaultLayout, prefix: string, contents: readonly string[]): Promise<void> {
  const index = new VaultIndex(layout);
  const sink = new VaultSink({ layout, folder: layout.tmp, prefix }, index, PresenceFilter.forContents(1000));
  for (const content of contents) {
    const at = sink.room();
    const headLength = sink.buffer.write(`blob ${content.length}\0`, at, 'latin1');
    sink.buffer.write(content, at + headLength, 'latin1');
    sink.keep(digestOf(content), at, headLength, content.length);
  }
  sink.seal();
  assert.equal(await sink.settled(), null);
  index.close();
}

function read(layout: VaultLayout, content: string): string | null {
  const index = new VaultIndex(layout);
  index.refresh();
  const at = index.find(digestOf(content));
  index.close();
  if (at === null) return null;
  return readFileSync(at.path, 'latin1').slice(at.offset, at.offset + (at.size ?? 0));
}

test('every content is found where it was stored, and no other', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.string({ unit: 'grapheme-ascii' }), { maxLength: 300 }), async (contents) => {
      const layout = emptyVault();
      const half = Math.floor(contents.length / 2);
      await store(layout, 'one', contents.slice(0, half));
      await store(layout, 'two', contents.slice(half));
      for (const content of contents) assert.equal(read(layout, content), content);
      assert.equal(read(layout, 'certainly not among them: é'), null);
    }),
    { numRuns: 20 },
  );
});

test('small contents do not wait for a large one that takes long', async (t) => {
  const layout = emptyVault();
  const sink = new VaultSink(
    { layout, folder: layout.tmp, prefix: 'one' },
    new VaultIndex(layout),
    PresenceFilter.forContents(1000),
  );
  const headLength = sink.buffer.write('blob 5\0', sink.room(), 'latin1');
  sink.buffer.write('small', headLength, 'latin1');
  sink.keep(digestOf('small'), 0, headLength, 5);
  const settled = sink.settled();
  const large = sink.begin(OBJECT_MIN);
  large.write(Buffer.alloc(1024));
  const now = performance.now();
  t.mock.method(performance, 'now', () => now + 6000);
  large.write(Buffer.alloc(1024));
  assert.equal(await settled, null);
  assert.equal(read(layout, 'small'), 'small');
  large.abandon();
});

test('a reader that is ahead of the disk is told to wait until it has caught up', async () => {
  const layout = emptyVault();
  const sink = new VaultSink(
    { layout, folder: layout.tmp, prefix: 'one' },
    new VaultIndex(layout),
    PresenceFilter.forContents(1000),
  );
  const seal = (content: string): void => {
    const at = sink.room();
    const headLength = sink.buffer.write(`blob ${content.length}\0`, at, 'latin1');
    sink.buffer.write(content, at + headLength, 'latin1');
    sink.keep(digestOf(content), at, headLength, content.length);
    sink.seal();
  };
  seal('first');
  assert.equal(sink.behind(), null, 'one segment may become durable while the next one fills');
  // In one turn of the thread no fdatasync can have been heard of.
  for (const content of ['second', 'third']) seal(content);
  const behind = sink.behind();
  assert.notEqual(behind, null);
  await behind;
  assert.equal(sink.behind(), null);
  assert.equal(await sink.settled(), null);
  for (const content of ['first', 'second', 'third']) assert.equal(read(layout, content), content);
});

test('a search through many pages finds each of 20,000 contents', async () => {
  const layout = emptyVault();
  const contents = Array.from({ length: 20_000 }, (_, i) => `content ${i}`);
  await store(layout, 'many', contents);
  const index = new VaultIndex(layout);
  index.refresh();
  for (const content of contents) assert.notEqual(index.find(digestOf(content)), null, content);
  for (let i = 0; i < 20_000; i++) assert.equal(index.find(digestOf(`absent ${i}`)), null);
  index.close();
});

test('a content is stored once', async () => {
  const layout = emptyVault();
  await store(layout, 'one', ['same', 'same', 'other']);
  const index = new VaultIndex(layout);
  index.refresh();
  assert.equal(index.contentCount, 2);
  index.close();
});

/** What a reader does with one content; `chunked` goes through `begin`, as contents above 256 KiB do. */
type Step = { readonly how: 'small' | 'chunked' | 'abandoned'; readonly content: string };

function take(sink: VaultSink, { how, content }: Step): void {
  if (how === 'small') {
    const at = sink.room();
    const headLength = sink.buffer.write(`blob ${content.length}\0`, at, 'latin1');
    sink.buffer.write(content, at + headLength, 'latin1');
    sink.keep(digestOf(content), at, headLength, content.length);
    return;
  }
  const chunked = sink.begin(content.length);
  chunked.write(Buffer.from(content, 'latin1'));
  if (how === 'chunked') chunked.finish(digestOf(content));
  else chunked.abandon();
}

test('a content that is given up, or is kept already, at whatever place, costs no other', async () => {
  const step = fc.record({
    how: fc.constantFrom<Step['how']>('small', 'chunked', 'abandoned'),
    content: fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom(1, 100, 5000)).map(([c, n]) => c.repeat(n)),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const layout = emptyVault();
      const sink = new VaultSink(
        { layout, folder: layout.tmp, prefix: 'one' },
        new VaultIndex(layout),
        PresenceFilter.forContents(1000),
      );
      for (const one of steps) take(sink, one);
      sink.seal();
      assert.equal(await sink.settled(), null);
      for (const { how, content } of steps) if (how !== 'abandoned') assert.equal(read(layout, content), content);
    }),
    {
      numRuns: 100,
      examples: [
        [
          [
            { how: 'small', content: 'a' },
            { how: 'chunked', content: 'b'.repeat(5000) },
            { how: 'chunked', content: 'b'.repeat(5000) },
          ],
        ],
      ],
    },
  );
});

test('a pack cut off anywhere has no footer, and nothing of it is believed', async () => {
  const layout = emptyVault();
  await store(layout, 'one', ['first', 'second', 'third']);
  const [name = ''] = readdirSync(layout.packs);
  const path = join(layout.packs, name);
  for (let length = readFileSync(path).length - 1; length >= 0; length -= 7) {
    truncateSync(path, length);
    assert.equal(readFooter(openSync(path, 'r')), null);
    assert.equal(read(layout, 'first'), null);
  }
});
