import type { Sha256 } from '../encoding/bytes.ts';
import type { BundleVerdict } from '../evidence/verdict.ts';
import type { Finding } from '../finding/index.ts';

/** One import that ended, and the receipts that were signed of it. */
export interface ImportReceiptsView {
  /** By which a receipt is asked for; `null` where none can be made of it any more. */
  readonly import: string | null;
  /** The name of the medium that it came from. Untrusted text. */
  readonly medium: string;
  /** UTC by the station's clock, which is not trusted. */
  readonly endedAt: string;
  /** Newest first. */
  readonly receipts: readonly ReceiptView[];
}

export interface ReceiptView {
  /** SHA-256 of the envelope. */
  readonly envelope: Sha256;
  readonly signers: readonly string[];
  /** UTC by the station's clock, which is not trusted. */
  readonly signedAt: string;
  readonly verdict: BundleVerdict;
  /** Where it says something else than the vault and the journal say now. */
  readonly findings: readonly Finding[];
}
