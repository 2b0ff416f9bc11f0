import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KnownRecords } from '../../electron/core/vault/store/known-records.ts';
import { parseSha256, type Sha256 } from '../../shared/encoding/bytes.ts';

/** What a journal has that saw every record being written that lies in this vault now. */
export function recordsOnDisk(vault: string): KnownRecords {
  const known = new Map<Sha256, Sha256>();
  for (const name of readdirSync(join(vault, 'bundles'))) {
    const record = readFileSync(join(vault, 'bundles', name, 'record.json'));
    const [id, digest] = [name, createHash('sha256').update(record).digest('hex')].map(parseSha256);
    if (id != null && digest != null) known.set(id, digest);
  }
  return known;
}
