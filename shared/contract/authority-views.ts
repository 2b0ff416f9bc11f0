import type { Sha256 } from '../encoding/bytes.ts';
import type { Failure } from '../failure/failure.ts';
import type { BlockerView } from './blocker-view.ts';
import type { Role, SignatureFormats } from './views.ts';

/** What has been granted and discharged for one packet, and what is still missing. */
export interface AuthorityView {
  /** What the packet names, then the separate authority of each blocker that asks for one. */
  readonly needed: readonly NeededGrantView[];
  readonly blockers: readonly BlockerAuthorityView[];
}

/** One action that needs a grant, with all that were given, newest first. */
export interface NeededGrantView {
  readonly action: string;
  /** The blocker whose discharge uses it up; `null` for an action that the packet names as a grant. */
  readonly blocker: string | null;
  /** `used-up`: none is in force, and one was used. */
  readonly state: 'in-force' | 'used-up' | 'missing';
  readonly grants: readonly GrantView[];
}

/** Who signed a statement, when, and why. `signedAt` is UTC by the station's clock, which is not trusted. */
interface SignedView {
  /** What it is called by: SHA-256 of the envelope's bytes, of the payload where there is no envelope. */
  readonly envelope: Sha256;
  readonly formats: SignatureFormats;
  readonly signers: readonly string[];
  readonly signedAt: string;
  readonly reason: string;
}

export interface GrantView extends SignedView {
  readonly expires: string;
  readonly state: 'in-force' | 'not-yet-valid' | 'expired' | 'consumed' | 'revoked' | 'other-revision';
}

export interface BlockerAuthorityView {
  readonly standing: BlockerView;
  /** Newest first. */
  readonly discharges: readonly DischargeView[];
}

export interface DischargeView extends SignedView {
  /** `null` for the whole blocker. */
  readonly leg: string | null;
  /** The bundles it points at (labels are untrusted text), and whether each still proves something. */
  readonly evidence: readonly { readonly label: string; readonly bundle: Sha256; readonly isFit: boolean }[];
  readonly state: 'in-force' | 'pending' | 'revoked' | 'not-in-force';
  /** The roles that have yet to sign it. */
  readonly missing: readonly Role[];
  /** The identities of this station (their ids) who can add a signature that is missing. */
  readonly cosigners: readonly string[];
}

/** What came of looking for signed statements in a folder, by file name. Untrusted text. */
export interface CarriedInView {
  readonly taken: readonly string[];
  /** All that they say is here already. */
  readonly known: readonly string[];
  readonly refused: readonly { readonly name: string; readonly reason: string }[];
  /** Where the station could not go on; what comes after that file was not looked at. */
  readonly stopped: { readonly name: string; readonly failure: Failure } | null;
}
