import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Batch, FromReader, ToReader } from '../../../../../electron/core/tree/batch.ts';
import type { Stretch } from '../../../../../electron/core/tree/batch-source.ts';
import { LeafRunBuilder } from '../../../../../electron/core/tree/leaf-run.ts';
import { PieceOrder } from '../../../../../electron/core/tree/piece-order.ts';
import { lateReader, type Reader } from '../../../../../electron/core/tree/reader.ts';
import { TreeReading } from '../../../../../electron/core/tree/tree-reading.ts';

/** A reader that does what the test says. */
class PuppetReader implements Reader {
  readonly received: ToReader[] = [];
  say: (message: FromReader) => void = () => undefined;
  listen(onMessage: (message: FromReader) => void): void {
    this.say = onMessage;
  }
  post(message: ToReader): void {
    this.received.push(message);
    if (message.kind === 'flush') this.say({ kind: 'flushed' });
  }
  close(): Promise<void> {
    return Promise.resolve();
  }
  get numbers(): number[] {
    return this.received.flatMap((message) => (message.kind === 'batch' ? [message.batch.no] : []));
  }
  /** As if it had read a batch of one leaf. */
  finish(no: number): void {
    const run = new LeafRunBuilder().take();
    this.say({ kind: 'piece', piece: { no, start: 0, count: 1, run, findings: [], hits: [] } });
    this.say({ kind: 'next' });
  }
}

/** All but the batch in hand. */
function givenBackBy(reader: PuppetReader): Batch[] {
  return reader.received.splice(1).flatMap((message) => (message.kind === 'batch' ? [message.batch] : []));
}

function* stretches(count: number): Generator<Stretch> {
  for (let no = 0; no < count; no++) {
    const groups = [{ base: '', path: '', names: `a${no}`, kinds: 'f' }];
    yield { kind: 'read', batch: { no, start: 0, groups }, leaves: 1, folders: [] };
  }
}

function reading(count: number, readers: readonly Reader[]): { done: Promise<unknown>; pieces: number[] } {
  const pieces: number[] = [];
  const tree = new TreeReading(
    stretches(count),
    readers,
    ({ no }) => pieces.push(no),
    () => undefined,
  );
  return { done: tree.run(), pieces };
}

test('what a reader gives back before a long read goes to the other, and nothing is sent to wait behind it', async () => {
  const [one, two] = [new PuppetReader(), new PuppetReader()];
  const { done, pieces } = reading(10, [one, two]);
  assert.deepEqual(one.numbers, [0, 2, 4, 6]);
  one.say({ kind: 'long-read', givenBack: givenBackBy(one) });
  for (const no of [1, 3, 5, 7, 2, 4, 6, 8, 9]) two.finish(no);
  assert.deepEqual(one.numbers, [0], 'it is still at its long read');
  assert.deepEqual(two.numbers.toSorted(), [1, 2, 3, 4, 5, 6, 7, 8, 9]);
  one.finish(0);
  assert.equal(await done, null);
  assert.equal(pieces.length, 10);
});

test('after its long read a reader is sent as many batches again as it may have ahead', () => {
  const [one, two] = [new PuppetReader(), new PuppetReader()];
  reading(20, [one, two]);
  one.say({ kind: 'long-read', givenBack: givenBackBy(one) });
  assert.equal(one.numbers.length, 1);
  one.finish(0);
  assert.equal(one.numbers.length, 1 + 4);
});

test('a reader that was sent nothing is never started, and holds nothing up', async () => {
  const one = new PuppetReader();
  let started = 0;
  const late = lateReader(() => {
    started += 1;
    return new PuppetReader();
  });
  const { done } = reading(1, [one, late]);
  one.finish(0);
  assert.equal(await done, null);
  await late.close();
  assert.equal(started, 0);
});

test('behind a file that is long in reading no more is read than may wait, and then all of it', async () => {
  const [one, two] = [new PuppetReader(), new PuppetReader()];
  const folded: number[] = [];
  const order = new PieceOrder(() => folded.push(folded.length));
  const tree = new TreeReading(
    stretches(40),
    [one, two],
    ({ no, start, count, ofLeaves, run }) => order.add({ no, start, count, ofLeaves, bytes: 1, run: () => run }),
    () => undefined,
    () => order.waitingBytes < 10,
  );
  const done = tree.run();
  one.say({ kind: 'long-read', givenBack: givenBackBy(one) });
  for (let next = 0; next < two.numbers.length; next++) two.finish(two.numbers[next] ?? assert.fail());
  assert.deepEqual(folded, [], 'the first is not read yet');
  assert.ok(order.waitingBytes >= 10 && order.waitingBytes <= 10 + 8, `${order.waitingBytes} wait`);

  one.finish(0);
  assert.equal(order.waitingBytes, 0);
  const seen = new Map([one, two].map((reader) => [reader, reader.numbers.filter((no) => no < folded.length).length]));
  while (folded.length < 40) {
    for (const [reader, count] of seen) {
      const no = reader.numbers[count];
      if (no === undefined) continue;
      seen.set(reader, count + 1);
      reader.finish(no);
    }
  }
  assert.equal(await done, null);
});
