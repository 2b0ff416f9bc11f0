import type { PageEndView } from '../../shared/contract/views.ts';
import type { Authorities } from './authorities.ts';
import type { Decisions } from './decisions.ts';
import type { Dossiers } from './dossiers.ts';
import type { Identities } from './identities.ts';
import type { Imports } from './imports.ts';
import type { KeyCare } from './key-care.ts';
import type { Media } from './media.ts';
import type { Packets } from './packets.ts';
import type { Receipts } from './receipts.ts';
import type { Station } from './station.ts';
import type { TrustedKeys } from './trust.ts';
import type { Unfinished } from './unfinished.ts';
import type { VaultCheck } from './vault-check.ts';

/** What the handlers of the review window are made of. */
export interface Console {
  readonly station: Station;
  readonly media: Media;
  readonly imports: Imports;
  readonly unfinished: Unfinished;
  readonly vaultCheck: VaultCheck;
  readonly packets: Packets;
  readonly decisions: Decisions;
  readonly dossiers: Dossiers;
  readonly authorities: Authorities;
  readonly receipts: Receipts;
  readonly identities: Identities;
  readonly keyCare: KeyCare;
  readonly trustedKeys: TrustedKeys;
  /** The last time that the review page ended; `null` when it has not. */
  lastPageEnd(): PageEndView | null;
}
