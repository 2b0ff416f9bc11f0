import { parentPort } from 'node:worker_threads';
import { readPacketFolder } from '../../../shared/packet/folder.ts';
import { type PacketFile, readPacket } from '../../../shared/packet/read.ts';
import type { PacketAnswer } from './packet-reader.ts';

// A thread of its own for reading packets: a hostile document may take seconds, and the windows must not wait for it.
parentPort?.on('message', ({ id, files }: { readonly id: number; readonly files: readonly PacketFile[] }) => {
  const [only, ...others] = files;
  const reading =
    only !== undefined && others.length === 0 ? readPacket(only.bytes, { name: only.name }) : readPacketFolder(files);
  const answer: PacketAnswer = { id, reading };
  parentPort?.postMessage(answer);
});
