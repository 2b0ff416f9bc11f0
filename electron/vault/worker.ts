import { statSync } from 'node:fs';
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { assertNever } from '../../shared/result.ts';
import { importArchive } from './archive-import.ts';
import { assessStaged } from './assess/staged.ts';
import type { FromReader, ToReader } from './batch.ts';
import { nowhere } from './content-sink.ts';
import { JobControl } from './control.ts';
import { importDirectory } from './directory-import.ts';
import { checkVault } from './fsck.ts';
import { VaultIndex } from './index-of-packs.ts';
import { PresenceFilter } from './presence-filter.ts';
import { ReaderService } from './reader.ts';
import type { ImportOutcome } from './staged-tree.ts';
import { VaultSink } from './vault-sink.ts';
import type { ImportRole, ReaderRole, WorkerRole } from './worker-role.ts';

// The one file that every thread of the vault runs; what it is comes with it.
const role: WorkerRole = workerData;
switch (role.role) {
  case 'reader':
    serveReader(role);
    break;
  case 'import':
    void importTree(role)
      .then((staged) => assessStaged(role, staged))
      .then((outcome) => parentPort?.postMessage(outcome));
    break;
  case 'fsck':
    parentPort?.postMessage(checkVault(role.layout, role.roots, new JobControl(role.control)));
    break;
  default:
    assertNever(role, 'role of a worker');
}

function importTree(role: ImportRole): Promise<ImportOutcome> {
  const isFile = statSync(role.source, { throwIfNoEntry: false })?.isFile() === true;
  return isFile ? importArchive(role) : importDirectory(role);
}

function serveReader({ control, store, tokens }: ReaderRole): void {
  const port = parentPort;
  if (port === null) throw new Error('a reader runs in a thread of its own');
  const sink = store === null ? nowhere() : vaultSink(store);
  const reply = (message: FromReader, transfer: readonly ArrayBufferLike[] = []): void =>
    port.postMessage(
      message,
      transfer.filter((buffer) => buffer instanceof ArrayBuffer),
    );
  const service = new ReaderService(sink, new JobControl(control), tokens, reply, () => takeQueued(port));
  port.on('message', (message: ToReader) => service.handle(message));
}

function vaultSink(store: NonNullable<ReaderRole['store']>): VaultSink {
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
