import { parentPort } from 'node:worker_threads';
import { type BlobBlock, BlobHasher } from '../../tree/blob-hasher.ts';

/** Hashes blocks in this thread for as long as the thread that started it sends some; see `GitHashing`. */
export function serveBlobs(): void {
  const port = parentPort;
  if (port === null) throw new Error('blobs are hashed in a thread of its own');
  const hasher = new BlobHasher();
  port.on('message', (block: BlobBlock) => port.postMessage(hasher.digestsOf(block)));
}
