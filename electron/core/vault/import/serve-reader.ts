import { parentPort, receiveMessageOnPort } from 'node:worker_threads';
import { JobControl } from '../../job/control.ts';
import type { FromReader, ToReader } from '../../tree/batch.ts';
import { batchReader } from '../../tree/batch-reader.ts';
import { nowhere } from '../../tree/content-sink.ts';
import { ReaderService } from '../../tree/reader.ts';
import type { ReaderRole } from '../../tree/reader-role.ts';
import { VaultIndex } from '../store/index-of-packs.ts';
import { PresenceFilter } from '../store/presence-filter.ts';
import { VaultSink } from '../store/vault-sink.ts';
import { WatchedSink } from '../store/watched-sink.ts';
import type { ReaderStore } from './import-role.ts';

/** Reads batches in this thread for as long as the thread that started it sends some. */
export function serveReader({ control: shared, store, hashes, tokens }: ReaderRole<ReaderStore>): void {
  const port = parentPort;
  if (port === null) throw new Error('a reader runs in a thread of its own');
  const control = new JobControl(shared, 'medium');
  const sink = new WatchedSink(store === null ? nowhere() : vaultSink(store), control);
  const reply = (message: FromReader, transfer: readonly ArrayBufferLike[] = []): void =>
    port.postMessage(
      message,
      transfer.filter((buffer) => buffer instanceof ArrayBuffer),
    );
  const batches = batchReader(hashes, sink, control, tokens);
  const service = new ReaderService(batches, sink, reply, () => takeQueued(port));
  let inHand = 0;
  port.on('message', async (message: ToReader) => {
    inHand += 1;
    sink.wake();
    await service.handle(message);
    inHand -= 1;
    if (inHand === 0) sink.rest();
  });
}

function vaultSink(store: ReaderStore): VaultSink {
  const index = new VaultIndex(store.layout);
  index.refresh();
  return new VaultSink(store, index, new PresenceFilter(store.filter));
}

function takeQueued(port: NonNullable<typeof parentPort>): ToReader[] {
  const taken: ToReader[] = [];
  for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port)) {
    const message: ToReader = next.message;
    taken.push(message);
  }
  return taken;
}
