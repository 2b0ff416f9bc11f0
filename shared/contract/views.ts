import type { Sha256 } from '../encoding/bytes.ts';
import type { CheckCounts } from '../evidence/checks/counts.ts';
import type { BundleForm, BundleRecord, EvidenceReferenceState } from '../evidence/types.ts';
import type { BundleVerdict } from '../evidence/verdict.ts';
import type { Failure } from '../failure/failure.ts';
import type { Finding } from '../finding/index.ts';
import type { JournalEvent } from '../journal/entry.ts';
import type { PacketChange } from '../packet/changes.ts';
import type { PacketForm, PacketReading } from '../packet/types.ts';
import type { OptionAvailability } from '../rules/types.ts';
import type { SealRecord } from '../statement/fields.ts';
import type { Language } from '../strings/language.ts';
import type { BlockerView } from './blocker-view.ts';

/** An opaque name for something that the main process holds (a folder, a candidate); never a path. */
export type Handle = string;

export type Role = 'owner' | 'operator' | 'auditor';

export interface IdentityView {
  readonly id: Sha256;
  readonly name: string;
  readonly roles: readonly Role[];
  /** `ssh-ed25519 AAAA...`, without a comment. */
  readonly publicKey: string;
  /** Hex SHA-256 of the SPKI. */
  readonly keyid: string;
  /** UTC, RFC 3339. */
  readonly enrolledAt: string;
  /** Whether its private key is kept on this station, under a passphrase. */
  readonly custody: 'station' | 'elsewhere';
  /** `retired`: signs no more, what it signed stays good. `revoked`: nothing it signed counts any more. */
  readonly state:
    | { readonly kind: 'active' }
    | { readonly kind: 'retired' | 'revoked'; readonly at: string; readonly reason: string };
}

export interface LinkView {
  readonly name: string;
  readonly kind: 'ethernet' | 'wireless' | 'other';
}

/** What one look at the machine's links gave. */
export interface LinksSeen {
  /** Every link with a carrier, the loopback left out; signing is refused while there is one. */
  readonly linksUp: readonly LinkView[];
  /** The names of all other links: no cable, no radio connection, or switched off. */
  readonly linksDown: readonly string[];
  /** Set when the probe itself could not read the links: that counts as a link that is up. */
  readonly probeFailure?: string;
}

/** The links as they are watched while the console runs. All times are UTC, RFC 3339. */
export interface AirgapView extends LinksSeen {
  readonly checkedAt: string;
  /** The first look. */
  readonly watchedSince: string;
  /** When something changed for the last time since then, and what was seen before it; `null` when nothing has. */
  readonly lastChange: { readonly at: string; readonly before: LinksSeen } | null;
}

export interface JournalView {
  readonly size: number;
  readonly rootHash: string;
  /** Why nothing can be signed: the log does not match its checkpoint. */
  readonly readOnly: string | null;
}

/** Who is signed in at the console: under whose name it imports, checks and exports. */
export interface SessionView {
  readonly identity: Sha256;
  readonly name: string;
  readonly roles: readonly Role[];
  /** UTC, RFC 3339. */
  readonly since: string;
  /** After how long without a key or a pointer that ends. */
  readonly idleSeconds: number;
}

/** The process of the review page ended, and the page was loaded again. */
export interface PageEndView {
  /** UTC, RFC 3339. */
  readonly at: string;
  /** `silent`: it did not answer for half a minute, and was ended for that. */
  readonly how: 'crashed' | 'killed' | 'out-of-memory' | 'exited' | 'not-started' | 'silent';
}

/** The language of the windows. */
export interface LanguageView {
  readonly inUse: Language;
  /** Whether a person has chosen it; English is in use until somebody has. */
  readonly isChosen: boolean;
}

export interface StationView {
  readonly console: { readonly version: string; readonly runtime: string; readonly buildSha256: string };
  /** How it was found to be kept off the network at its start. */
  readonly seal: SealRecord;
  readonly stationKeyid: string;
  /** It is for practice, and thrown away at its end. */
  readonly isPractice: boolean;
  readonly language: LanguageView;
  readonly identities: readonly IdentityView[];
  /** `null` when nobody is signed in. */
  readonly session: SessionView | null;
  readonly airgap: AirgapView;
  readonly journal: JournalView;
  /** What is odd about the data folder and the journal. */
  readonly findings: readonly Finding[];
  /** The last time that this page ended since the console was started; `null` when it has not. */
  readonly pageEnd: PageEndView | null;
}

export interface PickedFolder {
  readonly handle: Handle;
  readonly label: string;
}

export interface VolumeView extends PickedFolder {
  /** `vfat`, `ext4`, ... */
  readonly filesystem: string;
  readonly readOnly: boolean;
  readonly health: VolumeHealth;
  /** `null`: the medium does not answer. */
  readonly space: { readonly freeBytes: number; readonly totalBytes: number } | null;
}

/**
 * What is known of a file system's health. `none-recorded`: it has a record of errors, and there is none in it.
 * `turned-read-only`: the kernel has stopped writing to it, as it does at an error.
 */
export type VolumeHealth =
  | 'none-recorded'
  | 'unknown'
  | 'not-properly-removed'
  | 'errors-recorded'
  | 'turned-read-only';

/** How many of each a volume seems to hold, by names alone: at its top, and in the folders there. */
export interface ContentsView {
  readonly packets: number;
  readonly bundles: number;
  readonly dossiers: number;
  readonly decisions: number;
  /** Signed statements that lie there by themselves: grants, discharges and others. */
  readonly statements: number;
  readonly keys: number;
  /** All names there were looked at. */
  readonly isWhole: boolean;
}

/** What became of a medium that is to be taken out. */
export interface EjectedView {
  readonly medium: string;
  /** Everything that waited to be written to it is written: the system's word, for the whole file system. */
  readonly isSynced: boolean;
  /** Why it is still mounted; `null` once it is not, and can be taken out. */
  readonly whyMounted: Failure | null;
}

/** A removable medium that is plugged in, and cannot be read since it is not mounted. */
export interface UnmountedView {
  /** `/dev/sdb1`. */
  readonly device: string;
  /** The medium's own; empty where nobody knows. */
  readonly label: string;
  /** Empty where nobody knows. */
  readonly filesystem: string;
  readonly bytes: number;
}

/** Something in a folder that can be imported. */
export interface CandidateView {
  readonly handle: Handle;
  readonly name: string;
  readonly kind: 'packet' | 'bundle';
  readonly form: PacketForm | BundleForm;
  /** Bytes of a file; `null` for a folder, which is not walked before it is imported. */
  readonly bytes: number | null;
  /** Suggested: it looks like what it is offered as. */
  readonly likely: boolean;
}

export interface ScanView {
  readonly label: string;
  readonly candidates: readonly CandidateView[];
}

export type JobPhase = 'waiting' | 'walking' | 'catching-up' | 'reading' | 'folding' | 'checking' | 'committing';

export interface JobProgress {
  readonly phase: JobPhase;
  readonly files: number;
  readonly totalFiles: number | null;
  readonly bytes: number;
  readonly totalBytes: number | null;
  /** Bytes that checks have read again, of the vault's copy. */
  readonly checkedBytes: number;
  readonly bytesPerSecond: number;
  readonly secondsLeft: number | null;
  /** The file being read. Untrusted text. */
  readonly current: string;
  /** What has not answered for a second and more, while nothing else is being done. */
  readonly waitsFor: { readonly what: 'medium' | 'vault'; readonly seconds: number } | null;
  /** Nothing is being asked of the medium or the vault's disk: a pause that was asked for has taken effect. */
  readonly isAtRest: boolean;
}

export const NOT_STARTED: JobProgress = {
  phase: 'waiting',
  files: 0,
  totalFiles: null,
  bytes: 0,
  totalBytes: null,
  checkedBytes: 0,
  bytesPerSecond: 0,
  secondsLeft: null,
  current: '',
  waitsFor: null,
  isAtRest: true,
};

export type JobOutcome =
  | {
      readonly kind: 'imported';
      readonly what: 'packet' | 'bundle';
      readonly id: Sha256;
      /** The station's name for this import: what a receipt is asked for by. */
      readonly import: string;
      readonly findings: readonly Finding[];
      /** The person cancelled it after the step that lists it had begun. */
      readonly wasTooLateToCancel?: true;
    }
  | {
      readonly kind: 'refused';
      readonly failure: Failure;
      readonly findings: readonly Finding[];
      /** `null` where the journal knows nothing of it. */
      readonly import: string | null;
    }
  /** It may have been imported, or not: the next start reads which. */
  | { readonly kind: 'unknown'; readonly failure: Failure }
  /** What was read is kept: it is among the unfinished imports, to be resumed or given up. */
  | { readonly kind: 'interrupted'; readonly failure: Failure }
  /** `isHeldUp`: one call to the medium or the disk is still under way; what it leaves behind is removed when it ends. */
  | { readonly kind: 'cancelled'; readonly isHeldUp: boolean };

/** `cancelling`: it was asked for, and takes effect within a second. */
export type JobState = 'running' | 'paused' | 'cancelling' | 'ended';

/** One import, from the moment it was asked for until the window forgets it. */
export interface JobView {
  readonly id: string;
  readonly name: string;
  readonly kind: 'packet' | 'bundle';
  readonly state: JobState;
  readonly progress: JobProgress;
  readonly outcome: JobOutcome | null;
}

export interface PacketSummary {
  readonly sha256: Sha256;
  readonly id: string;
  readonly revision: string;
  readonly title: string;
  readonly date: string;
  readonly docStatus: string;
  readonly form: PacketForm;
  readonly size: number;
  readonly default: string | null;
  readonly openBlockers: number;
  readonly blockers: number;
  readonly findings: number;
  /** How many of the findings are errors: with one, only the default option can be chosen. */
  readonly errors: number;
  /** The name it had on the medium. Untrusted text. */
  readonly label: string;
  readonly importedAt: string;
  /** The option of the decision that is in force on it, when there is one. */
  readonly decided: string | null;
}

/** In which formats a statement is signed. `mixed`: not by all of its signers in both. */
export type SignatureFormats = 'both' | 'dsse' | 'openssh' | 'mixed';

/** A decision that was just signed: `DecisionView` has the rest of it, once it is read. */
export interface SignedDecisionView {
  /** What it is called by. */
  readonly envelope: Sha256;
  readonly option: string;
}

export interface DecisionView {
  /** What it is called by: SHA-256 of the envelope's bytes, of the payload where there is no envelope. */
  readonly envelope: Sha256;
  readonly formats: SignatureFormats;
  readonly decisionId: string;
  readonly sequence: number;
  readonly packet: Sha256;
  readonly option: string;
  readonly reason: string;
  readonly signer: string;
  /** UTC by the station's clock, which is not trusted. */
  readonly signedAt: string;
  /** When it ends by itself; `null` where it does not. */
  readonly expires: string | null;
  /** `followed`: another decision on the same packet id came after it. */
  readonly state: 'in-force' | 'followed' | 'expired' | 'revoked';
  /** When it last left the station, by the journal: UTC by the station's clock; `null` when it has not. */
  readonly exportedAt: string | null;
}

export interface PacketView {
  readonly summary: PacketSummary;
  readonly reading: PacketReading;
  readonly options: readonly OptionAvailability[];
  /** In the packet's order. */
  readonly blockers: readonly BlockerView[];
  readonly evidence: readonly EvidenceReferenceState[];
  readonly decisions: readonly DecisionView[];
  /** A later revision of the same packet id that is here: then this one takes no decision any more. */
  readonly supersededBy: { readonly sha256: Sha256; readonly revision: string } | null;
  /** The revision before this one that is here, and what this one says otherwise. */
  readonly previousRevision: {
    readonly sha256: Sha256;
    readonly revision: string;
    readonly changes: readonly PacketChange[];
  } | null;
}

export interface BundleSummary {
  readonly id: Sha256;
  readonly label: string;
  readonly verdict: BundleVerdict;
  readonly checks: CheckCounts;
  /** How many findings are errors. */
  readonly errors: number;
  readonly form: BundleRecord['form'];
  readonly files: number;
  readonly bytes: number;
  readonly importedAt: string;
}

export interface ExportView {
  /** The folder's name on the medium. */
  readonly folder: string;
  readonly medium: string;
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: Sha256 }[];
  /** SHA-256 of the envelope; where there is none, of the payload. */
  readonly digest: Sha256;
  /** How it was compared after writing: from the medium itself, or possibly from the system's cache. */
  readonly readBack: 'medium' | 'cache';
}

export interface JournalEntryView {
  readonly index: number;
  /** UTC by the station's clock, which is not trusted. */
  readonly at: string;
  /** Its particulars are untrusted text. */
  readonly event: JournalEvent;
}

export interface JournalPage {
  readonly total: number;
  readonly entries: readonly JournalEntryView[];
}

/** A public key that lies in a folder. */
export interface FoundKeyView {
  readonly handle: Handle;
  /** The file's name and the key's comment: untrusted text. */
  readonly file: string;
  readonly comment: string;
  readonly keyid: Sha256;
  /** `sk-ed25519`: in a hardware token. */
  readonly kind: 'ed25519' | 'sk-ed25519';
}

/** A copy of a private key, encrypted as it is here. */
export interface KeyBackupView {
  readonly file: string;
  readonly medium: string;
  /** How it was compared after writing: from the medium itself, or possibly from the system's cache. */
  readonly readBack: 'medium' | 'cache';
}

/** A copy of the console's log. */
export type LogExportView = KeyBackupView;

/** A file of notes beside a decision's folder. */
export type NotesExportView = KeyBackupView;

/** Where the private key of whoever signs is, and what of that was chosen so far. */
export type KeyView =
  /** Here, under a passphrase. */
  | { readonly kind: 'station' }
  | {
      readonly kind: 'elsewhere';
      /** In a hardware token, which only an ssh-agent reaches; else a key file of one's own serves as well. */
      readonly inToken: boolean;
      /** The name of the key file that was chosen. Untrusted text. */
      readonly keyFile: string | null;
      /** The ssh-agent that would be asked, by the name of its socket (untrusted text); `null` while none is known. */
      readonly agent: {
        readonly name: string;
        readonly origin: 'environment' | 'chosen';
        /** The console was started over SSH, so that the agent may be another machine's. */
        readonly mayBeForwarded: boolean;
      } | null;
    };

/** What an identity confirms with its passphrase alone, apart from statements. */
export type Confirmation =
  | { readonly kind: 'retire' | 'revoke'; readonly subject: IdentityView; readonly reason: string }
  /** `file`: the backup's name in the folder that the person chose. */
  | { readonly kind: 'restore-key'; readonly file: string }
  /** `positions`: which of the key's words are asked, from 1. The words stay in the main process: its holder reads them aloud. */
  | {
      readonly kind: 'trust-key';
      readonly name: string;
      readonly role: Role;
      readonly words: number;
      readonly positions: readonly number[];
    };

/** What the signing window is open for. */
export type CeremonyView =
  /** `approver`: the owner whose passphrase the enrolment takes as well; `null` for the first owner. */
  | { readonly kind: 'create-identity'; readonly role: Role; readonly approver: IdentityView | null }
  | { readonly kind: 'change-passphrase'; readonly identity: IdentityView }
  | { readonly kind: 'sign-in'; readonly identity: IdentityView; readonly key: KeyView }
  | {
      readonly kind: 'confirm';
      readonly by: IdentityView;
      readonly asked: Confirmation;
      /** What has to be typed, to the letter; `null` where the passphrase is enough. */
      readonly typeExactly: string | null;
    }
  | {
      readonly kind: 'override-link';
      readonly links: readonly LinkView[];
      /** What has to be typed, to the letter. */
      readonly sentence: string;
    }
  | {
      readonly kind: 'statement';
      /** Standard base64 of the payload: the very bytes that are signed. The window renders from these alone. */
      readonly payload: string;
      readonly signer: IdentityView;
      /** What has to be typed, to the letter; `null` for the default option. */
      readonly typeExactly: string | null;
      readonly key: KeyView;
    }
  /** The statements of a run, before the key is opened for them: each payload in standard base64. */
  | {
      readonly kind: 'run';
      readonly payloads: readonly string[];
      readonly signer: IdentityView;
      readonly key: KeyView;
      /** Whether these were signed by someone a moment ago, and are co-signed now. */
      readonly isCosigner: boolean;
    }
  /** One of them, with the one before it. */
  | {
      readonly kind: 'run-page';
      /** From 0. */
      readonly at: number;
      readonly of: number;
      readonly payload: string;
      readonly before: string | null;
      readonly signer: IdentityView;
      readonly typeExactly: string | null;
    };

/** Why a run ended: all was signed, the window was closed (by hand, by a lock), nobody was there, a link came up. */
export type RunEnd = 'done' | 'closed' | 'idle' | 'link';

/** What a run came to. */
export interface RunView {
  /** The envelopes of what was signed; what was not confirmed is not among them. */
  readonly signed: readonly Sha256[];
  readonly asked: number;
  readonly ended: RunEnd;
}
