import type { PageEndView } from '../../../shared/contract/views.ts';
import type { Authorities } from '../authority/authorities.ts';
import type { Decisions } from '../decisions/decisions.ts';
import type { Dossiers } from '../decisions/dossiers.ts';
import type { Receipts } from '../decisions/receipts.ts';
import type { GitIdsWork } from '../imports/git-ids.ts';
import type { Imports } from '../imports/imports.ts';
import type { Unfinished } from '../imports/unfinished.ts';
import type { VaultCheck } from '../imports/vault-check.ts';
import type { LanguageChoice } from '../language-choice.ts';
import type { Media } from '../media/media.ts';
import type { Packets } from '../packets/packets.ts';
import type { Identities } from '../people/identities.ts';
import type { KeyCare } from '../people/key-care.ts';
import type { TrustedKeys } from '../people/trust.ts';
import type { PracticeChoice } from '../practice/choice.ts';
import type { Station } from '../station.ts';
import type { SupportLog } from '../support/support-log.ts';

/** What the handlers of the review window are made of. */
export interface Console {
  readonly station: Station;
  readonly media: Media;
  readonly imports: Imports;
  readonly unfinished: Unfinished;
  readonly vaultCheck: VaultCheck;
  readonly gitIds: GitIdsWork;
  readonly packets: Packets;
  readonly decisions: Decisions;
  readonly dossiers: Dossiers;
  readonly authorities: Authorities;
  readonly receipts: Receipts;
  readonly identities: Identities;
  readonly keyCare: KeyCare;
  readonly trustedKeys: TrustedKeys;
  readonly supportLog: SupportLog;
  readonly language: LanguageChoice;
  readonly practice: PracticeChoice;
  /** The last time that the review page ended; `null` when it has not. */
  lastPageEnd(): PageEndView | null;
}
