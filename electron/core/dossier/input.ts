import type { BundleRecord } from '../../../shared/evidence/types.ts';
import type { PacketReading } from '../../../shared/packet/types.ts';
import type { UnopenedStatement } from '../../../shared/statement/open.ts';
import type { JournalSnapshot } from '../journal/journal.ts';

/** A signed statement, its payload a file of its own. */
export type DossierStatement = UnopenedStatement & { readonly payload: Uint8Array };

/** An evidence bundle: the record of its import, and its `dirHash` lines, which need not hold its files. */
export interface DossierBundle {
  readonly record: BundleRecord;
  /** `sha256  path` lines, sorted: what `dirHash` is the SHA-256 of. */
  readonly manifest: Uint8Array;
  /** Paths of the files that its checks name, and of `checks.json`: each is proven a part of the tree by itself. */
  readonly named: readonly string[];
}

/** Everything that goes into the dossier of one packet id. */
export interface DossierInput {
  readonly packetId: string;
  /** Every revision that a decision is about. `label`: the name on the medium, untrusted text. */
  readonly packets: readonly { readonly bytes: Uint8Array; readonly label: string; readonly reading: PacketReading }[];
  /** In the order of signing. */
  readonly statements: readonly DossierStatement[];
  /** Discharges that not all of their actors have signed yet: they close nothing. */
  readonly pending: readonly DossierStatement[];
  /** Signed by keys that were revoked since: they give nothing, and what they took away stays away. */
  readonly fallen: readonly DossierStatement[];
  readonly bundles: readonly DossierBundle[];
  /** The envelopes of the keyring's records, in order: who enrolled, retired and revoked whom. */
  readonly identities: readonly Uint8Array[];
  readonly journal: JournalSnapshot;
}
