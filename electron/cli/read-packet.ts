import { basename, join } from 'node:path';
import type { Finding } from '../../shared/finding/index.ts';
import type { PacketReading } from '../../shared/packet/types.ts';
import { ok, type Result } from '../../shared/result.ts';
import { PacketReader } from '../core/packet/packet-reader.ts';
import { readFileUpTo } from './read-file.ts';

/** Larger than any packet that is accepted, so that a file that is too large gets its own finding. */
const READ_LIMIT = 64 * 1024 * 1024;

export interface PacketAtPath {
  readonly bytes: Uint8Array;
  readonly reading: Result<PacketReading, readonly Finding[]>;
}

/**
 * Reads the packet in a file, in a thread of its own with the time limit that the window has: one that takes longer is
 * refused as `packet.too-slow`. An error is a sentence about the file.
 */
export async function readPacketAt(path: string): Promise<Result<PacketAtPath, string>> {
  const bytes = await readFileUpTo(path, READ_LIMIT);
  if (!bytes.ok) return bytes;
  const reader = new PacketReader(join(import.meta.dirname, 'packet-worker.cjs'));
  try {
    const reading = await reader.read([{ name: basename(path), bytes: bytes.value }]);
    return ok({ bytes: bytes.value, reading });
  } finally {
    await reader.close();
  }
}
