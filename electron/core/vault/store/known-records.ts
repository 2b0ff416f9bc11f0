import type { Sha256 } from '../../../../shared/encoding/bytes.ts';

/**
 * The SHA-256 of the record of each bundle, by the bundle's id, as something else than the vault has it: a station's journal.
 * A record with another digest, or without one here, is not believed: whoever has the disk can have edited it. `null` where
 * the bundle is known, and not its record. A bundle that is known and not there is damaged.
 */
export type KnownRecords = ReadonlyMap<Sha256, Sha256 | null>;
