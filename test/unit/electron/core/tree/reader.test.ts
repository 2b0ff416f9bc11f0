import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { FromReader, ToReader } from '../../../../../electron/core/tree/batch.ts';
import type { BatchReading } from '../../../../../electron/core/tree/batch-reader.ts';
import { nowhere } from '../../../../../electron/core/tree/content-sink.ts';
import { LeafRunBuilder } from '../../../../../electron/core/tree/leaf-run.ts';
import { ReaderService, threadReader } from '../../../../../electron/core/tree/reader.ts';

const NOTHING = { count: 0, run: new LeafRunBuilder().take(), findings: [], hits: [], stop: null };
const nothing: BatchReading = { read: () => Promise.resolve(NOTHING) };

function batch(no: number): ToReader {
  const groups = [{ base: '', path: '', names: `a${no}`, kinds: 'f' }];
  return { kind: 'batch', batch: { no, start: 0, groups } };
}

test('a reader asks for more only once its sink has caught up', async () => {
  let catchUp = (): void => undefined;
  const behind = new Promise<void>((resolve) => {
    catchUp = resolve;
  });
  const said: FromReader['kind'][] = [];
  const service = new ReaderService(
    nothing,
    { ...nowhere(), behind: () => behind },
    ({ kind }) => said.push(kind),
    () => [],
  );
  await service.handle(batch(0));
  await turn();
  assert.deepEqual(said, []);
  catchUp();
  await turn();
  assert.deepEqual(said, ['next']);
});

test('a reader reads one batch at a time, and gives back those that wait behind a long read', async () => {
  const begun: number[] = [];
  let end = (): void => undefined;
  const long: BatchReading = {
    read: async ({ no }, giveBack) => {
      begun.push(no);
      if (no === 0) {
        await new Promise<void>((resolve) => {
          end = resolve;
        });
        giveBack({ no: 0, start: 1, groups: [] });
      }
      return NOTHING;
    },
  };
  const said: string[] = [];
  const service = new ReaderService(
    long,
    nowhere(),
    (message) => {
      const given = message.kind === 'long-read' ? message.givenBack.map(({ no, start }) => `${no} from ${start}`) : [];
      said.push(message.kind, ...given);
    },
    () => [batch(2)],
  );
  const served = service.handle(batch(0));
  await service.handle(batch(1));
  assert.deepEqual(begun, [0]);
  end();
  await served;
  assert.deepEqual(begun, [0], 'what was given back is read by others');
  await turn();
  assert.deepEqual(said, ['long-read', '0 from 1', '1 from 0', '2 from 0', 'next']);
});

test('a thread that ends without a word is a crash, and one that is closed is not', async () => {
  const crashes: string[] = [];
  const silent = threadReader(new Worker('', { eval: true }));
  await new Promise<void>((resolve) => {
    silent.listen(
      () => undefined,
      ({ message }) => {
        crashes.push(message);
        resolve();
      },
    );
  });
  assert.deepEqual(crashes, ['a reader ended with 0']);
  const waiting = threadReader(new Worker('setInterval(() => undefined, 1000)', { eval: true }));
  waiting.listen(
    () => undefined,
    ({ message }) => crashes.push(message),
  );
  await waiting.close();
  await turn();
  assert.equal(crashes.length, 1);
});
