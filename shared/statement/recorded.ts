import type { Sha256 } from '../encoding/bytes.ts';
import type { TakenAway } from './in-force.ts';

/** A statement as a journal has it. */
export interface RecordedStatement {
  /** SHA-256 of its payload. */
  readonly statement: Sha256;
  /** When the journal first had it: UTC, RFC 3339, by the station's clock. */
  readonly at: string;
  /** Null where the entry does not say: entries of earlier versions, for what was carried to the station. */
  readonly predicateType: string | null;
  /** SHA-256 of the packet's bytes; null as above, and for statements about no packet. */
  readonly packet: Sha256 | null;
}

/** The signed statements of a journal that was verified against its checkpoint. */
export interface RecordedStatements {
  /** The time of its last entry. */
  readonly until: string;
  /** In the order of the journal. */
  readonly statements: readonly RecordedStatement[];
  readonly consumed: TakenAway['consumed'];
}
