import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import type { FromReader } from '../../../../electron/vault/batch.ts';
import type { BatchReading } from '../../../../electron/vault/batch-reader.ts';
import { nowhere } from '../../../../electron/vault/content-sink.ts';
import { LeafRunBuilder } from '../../../../electron/vault/leaf-run.ts';
import { ReaderService } from '../../../../electron/vault/reader.ts';

const nothing: BatchReading = {
  read: () => ({ count: 0, run: new LeafRunBuilder().take(), findings: [], hits: [], stop: null }),
};

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
  service.handle({ kind: 'batch', batch: { no: 0, start: 0, groups: [] } });
  await turn();
  assert.deepEqual(said, []);
  catchUp();
  await turn();
  assert.deepEqual(said, ['next']);
});
