import * as z from 'zod';
import { isSha256, type Sha256 } from '../encoding/bytes.ts';
import type { CheckPlaces } from '../evidence/checks/check-places.ts';
import type { BundleRecord, EvidenceFile } from '../evidence/types.ts';
import type { Failure } from '../failure/failure.ts';
import { isChallenge } from '../journal/station-answer.ts';
import { LANGUAGES } from '../strings/language.ts';
import type { AuthorityView, CarriedInView } from './authority-views.ts';
import { channel } from './channel.ts';
import type { DossierView } from './dossier-views.ts';
import type { GitIdsView, UnfinishedView, VaultCheckView, WhichHashView } from './evidence-views.ts';
import {
  type DiffView,
  ENTRY_ORDERS,
  type EntriesView,
  type FileLook,
  type FileStateView,
  type HitView,
  type ProofAnswer,
  type RowsView,
  type TreePlaceView,
  type TreeRowView,
  type TreeView,
} from './explorer-views.ts';
import {
  FILE_BYTES_LIMIT,
  FOLDERS_LIMIT,
  GRANT_HOURS_LIMIT,
  HELD_LIMIT,
  NOTES_LIMIT,
  REASON_LIMIT,
  RUN_LIMIT,
  SHOWN_LIMIT,
} from './limits.ts';
import type { ImportReceiptsView } from './receipt-views.ts';
import { ACT_KINDS, type RecordView } from './record-views.ts';
import type {
  BundleSummary,
  ContentsView,
  DecisionView,
  EjectedView,
  ExportView,
  FoundKeyView,
  IdentityView,
  JobView,
  JournalPage,
  KeyBackupView,
  LogExportView,
  NotesExportView,
  PacketSummary,
  PacketView,
  PickedFolder,
  RunView,
  ScanView,
  SessionView,
  SignedDecisionView,
  StationView,
  UnmountedView,
  VolumeView,
} from './views.ts';

const nothing = z.strictObject({});
const handle = z.string().regex(/^[a-z]+_[0-9a-f]{32}$/);
const sha256 = z.custom<Sha256>((value) => typeof value === 'string' && isSha256(value), 'a lower-case hex SHA-256');
const role = z.enum(['owner', 'operator', 'auditor']);
const jobId = z.strictObject({ job: z.string().regex(/^job_[0-9a-f]{32}$/) });
const importId = z.string().regex(/^[0-9a-f]{16}$/);
const reason = z.string().trim().min(1).max(REASON_LIMIT);
const grantFields = {
  action: z.string().min(1).max(4096),
  reason,
  hours: z.int().min(1).max(GRANT_HOURS_LIMIT),
};
const dischargeFields = {
  blocker: z.string().min(1).max(4096),
  leg: z.string().min(1).max(4096).nullable(),
  bundles: z.array(sha256).min(1).max(100),
  reason,
};
/** A file of a bundle, and a place in it. */
const file = { bundle: sha256, path: z.string().min(1).max(8192) };
const place = z.int().min(0);
/** A bundle's entries as a tree, with these folders open. */
const tree = {
  bundle: sha256,
  filter: z.string().max(4096),
  opened: z.strictObject({ all: z.boolean(), except: z.array(z.int().min(0)).max(FOLDERS_LIMIT).readonly() }),
};
const page = { offset: z.int().min(0), limit: z.int().min(1).max(1000) };

/**
 * Everything that the review window may ask, by `area/action`. The window's bridge, the main process's handlers and
 * the types on both sides come from this list. README.md beside it says how to add to it.
 */
export const reviewChannels = {
  'station/status': channel<StationView>()(nothing),
  /** Kept on this station; the window is then loaded again. */
  'language/choose': channel<null>()(z.strictObject({ language: z.enum(LANGUAGES) })),
  /** Puts a station for practice in the place of this one, in a window of its own; only where this one has nobody yet. */
  'practice/begin': channel<null>()(nothing),
  /** Deletes the station for practice, and opens this one's own again. */
  'practice/leave': channel<null>()(nothing),

  /** What the station says of itself for a challenge: a note signed by its key, in base64. */
  'station/answer': channel<string>()(z.strictObject({ challenge: z.string().refine(isChallenge) })),

  /** Opens the chooser; `null` when the person cancels. */
  'media/pick': channel<PickedFolder | null>()(z.strictObject({ purpose: z.enum(['source', 'destination']) })),
  'media/volumes': channel<readonly VolumeView[]>()(nothing),
  'media/unmounted': channel<readonly UnmountedView[]>()(nothing),
  /** What a volume seems to hold. */
  'media/contents': channel<ContentsView>()(z.strictObject({ folder: handle })),
  /** Has everything written to the volume that a folder lies on, and unmounts it where that can be asked for. */
  'media/eject': channel<EjectedView>()(z.strictObject({ folder: handle })),
  'media/scan': channel<ScanView>()(z.strictObject({ folder: handle })),
  /** Ends waiting for whatever is being written to a folder; what was asked is answered with `export/left`. */
  'media/leave': channel<null>()(z.strictObject({ folder: handle })),

  'import/start': channel<readonly JobView[]>()(z.strictObject({ candidates: z.array(handle).min(1).max(500) })),
  'import/jobs': channel<readonly JobView[]>()(nothing),
  'import/pause': channel<JobView>()(jobId),
  'import/resume': channel<JobView>()(jobId),
  'import/cancel': channel<JobView>()(jobId),
  /** Takes an ended job off the list. */
  'import/dismiss': channel<null>()(jobId),
  /** Imports that were interrupted. `from`: the folder where it is now; `null` for where it was. */
  'import/unfinished': channel<readonly UnfinishedView[]>()(nothing),
  'import/take-up': channel<readonly JobView[]>()(z.strictObject({ import: importId, from: handle.nullable() })),
  'import/give-up': channel<null>()(z.strictObject({ import: importId })),

  'packet/list': channel<readonly PacketSummary[]>()(nothing),
  /** Packets and statements that the journal has, and whose bytes cannot be read or no longer open. */
  'packet/damaged': channel<readonly Failure[]>()(nothing),
  'packet/get': channel<PacketView>()(z.strictObject({ packet: sha256 })),

  /** Lines of a packet that are on the screen, from 1. */
  'packet/shown': channel<null>()(
    z.strictObject({
      packet: sha256,
      lines: z.array(z.strictObject({ first: z.int().min(1), last: z.int().min(1) })).max(SHOWN_LIMIT),
    }),
  ),

  'bundle/list': channel<readonly BundleSummary[]>()(nothing),
  /** Bundles whose records cannot be read: each counts as refused. */
  'bundle/damaged': channel<readonly Failure[]>()(nothing),
  'bundle/get': channel<BundleRecord>()(z.strictObject({ bundle: sha256 })),
  /** The first of a bundle's entries in path order, which are there before all are indexed. */
  'bundle/first-entries': channel<readonly EvidenceFile[]>()(
    z.strictObject({ bundle: sha256, limit: z.int().min(1).max(200) }),
  ),
  /** A page of a bundle's entries, in the order and with the filter asked for. */
  'bundle/entries': channel<EntriesView>()(
    z.strictObject({
      bundle: sha256,
      filter: z.string().max(4096),
      order: z.enum(ENTRY_ORDERS),
      descending: z.boolean(),
      ...page,
    }),
  ),
  /** Some rows of a bundle's entries as a tree. */
  'bundle/tree': channel<TreeView>()(z.strictObject({ ...tree, ...page })),
  /** The first rows of the tree with no folder open, which are there before all entries are indexed. */
  'bundle/first-rows': channel<readonly TreeRowView[]>()(
    z.strictObject({ bundle: sha256, limit: z.int().min(1).max(200) }),
  ),
  /** The next row of the tree whose name begins so; -1 for none. */
  'bundle/tree-find': channel<number>()(
    z.strictObject({ ...tree, from: z.int().min(-1), begins: z.string().min(1).max(200) }),
  ),
  /** Where an entry stands in the tree; `null` where the filter leaves it out. */
  'bundle/tree-place': channel<TreePlaceView | null>()(z.strictObject({ ...tree, path: file.path })),
  /** Which of these paths are entries of the bundle. */
  'bundle/which-held': channel<readonly string[]>()(
    z.strictObject({ bundle: sha256, paths: z.array(z.string().min(1).max(8192)).max(HELD_LIMIT) }),
  ),
  /** The files and bytes that the bundle's checks name. */
  'bundle/check-places': channel<readonly CheckPlaces[]>()(z.strictObject({ bundle: sha256 })),
  /** Opens a file of a bundle to be read at any place, and begins to compare all of it with its digest. */
  'file/open': channel<FileLook>()(z.strictObject(file)),
  'file/rows': channel<RowsView>()(
    z.strictObject({
      ...file,
      at: z.union([z.strictObject({ offset: place }), z.strictObject({ line: z.int().min(1) })]),
      columns: z.int().min(20).max(500),
    }),
  ),
  'file/bytes': channel<Uint8Array>()(
    z.strictObject({ ...file, offset: place, limit: z.int().min(1).max(FILE_BYTES_LIMIT) }),
  ),
  /** All bytes of an image, compared with its digest. */
  'file/image': channel<Uint8Array>()(z.strictObject(file)),
  'file/state': channel<FileStateView>()(z.strictObject(file)),
  'file/search': channel<FileStateView>()(
    z.strictObject({
      ...file,
      wanted: z.union([
        z.strictObject({ text: z.string().min(1).max(1000), anyCase: z.boolean() }),
        z.strictObject({ hex: z.string().regex(/^(?:[0-9a-fA-F]{2}){1,1000}$/) }),
      ]),
    }),
  ),
  'file/search-stop': channel<FileStateView>()(z.strictObject(file)),
  /** Where the hit of this index is; `null` where there is none. */
  'file/hit': channel<HitView | null>()(z.strictObject({ ...file, index: place })),
  'file/proof': channel<ProofAnswer>()(z.strictObject(file)),
  'file/diff': channel<DiffView>()(z.strictObject({ ...file, other: z.strictObject(file) })),
  /** Which bundle, algorithm and spelling of the root a hash belongs to. */
  'bundle/which-hash': channel<WhichHashView>()(z.strictObject({ hash: z.string().max(400) })),

  /** Computes git's tree ids of these bundles; progress and end come as events. */
  'git-ids/compute': channel<GitIdsView>()(z.strictObject({ bundles: z.array(sha256).min(1).max(1000) })),
  'git-ids/state': channel<GitIdsView>()(nothing),
  'git-ids/stop': channel<GitIdsView>()(nothing),

  /** Hashes the whole vault again; progress and end come as events. */
  'vault/check': channel<VaultCheckView>()(nothing),
  'vault/check-state': channel<VaultCheckView>()(nothing),
  'vault/check-stop': channel<VaultCheckView>()(nothing),

  /** Opens the signing window for that identity's passphrase; `null` when the person cancelled. */
  'session/sign-in': channel<SessionView | null>()(z.strictObject({ identity: sha256 })),
  /** Signs out whoever is signed in, and closes the signing window. */
  'session/lock': channel<null>()(nothing),

  /**
   * Opens the signing window for someone to make an identity; answers when that is closed: `null` when the person
   * cancelled. `approver` is the owner who signs the enrolment; `null` for the first owner alone.
   */
  'identity/create': channel<IdentityView | null>()(z.strictObject({ role, approver: sha256.nullable() })),

  'identity/change-passphrase': channel<IdentityView | null>()(z.strictObject({ identity: sha256 })),
  /** Copies the private key, encrypted as it is, to a folder; back from there with the backup's passphrase. */
  'identity/back-up': channel<KeyBackupView>()(z.strictObject({ identity: sha256, destination: handle })),
  'identity/restore': channel<IdentityView | null>()(z.strictObject({ identity: sha256, folder: handle })),
  /** The public keys that lie in a folder; one of them enrolled, once its words were read and typed. */
  'identity/scan-keys': channel<readonly FoundKeyView[]>()(z.strictObject({ folder: handle })),
  'identity/trust': channel<IdentityView | null>()(
    z.strictObject({ key: handle, name: z.string().trim().min(1).max(100), role, approver: sha256 }),
  ),
  /** Retires or revokes, by an owner's signature in the signing window. */
  'identity/end': channel<IdentityView | null>()(
    z.strictObject({ identity: sha256, how: z.enum(['retire', 'revoke']), reason, approver: sha256 }),
  ),

  /** Opens the signing window on a statement that the main process builds; `null` when the person cancelled. */
  'decision/propose': channel<SignedDecisionView | null>()(
    z.strictObject({
      packet: sha256,
      option: z.string().min(1).max(400),
      signer: z.string().min(1).max(100),
      reason: z.string().max(REASON_LIMIT),
      acknowledged: z.array(z.string().min(1).max(400)).max(4000),
    }),
  ),
  'decision/list': channel<readonly DecisionView[]>()(nothing),
  'decision/export': channel<ExportView>()(z.strictObject({ decision: sha256, destination: handle })),
  /** Notes to a file of their own beside the decision's folder: they are not signed. */
  'decision/export-notes': channel<NotesExportView>()(
    z.strictObject({ decision: sha256, destination: handle, notes: z.string().min(1).max(NOTES_LIMIT) }),
  ),
  /** The envelope in base64, to leave by the screen: an export like the other, and journalled as one. */
  'decision/envelope': channel<string>()(z.strictObject({ decision: sha256 })),

  /** Everything about the packet's id, for whoever checks it elsewhere. */
  'dossier/export': channel<DossierView>()(
    z.strictObject({ packet: sha256, destination: handle, form: z.enum(['folder', 'zip', 'iso']) }),
  ),
  /** Whether a program is there that makes images for media that are written once. */
  'dossier/can-make-iso': channel<boolean>()(nothing),

  'authority/get': channel<AuthorityView>()(z.strictObject({ packet: sha256 })),
  /**
   * These open the signing window on a statement that the main process builds, and answer with the envelope's SHA-256,
   * or `null` when the person cancelled.
   */
  'authority/grant': channel<Sha256 | null>()(z.strictObject({ packet: sha256, signer: sha256, ...grantFields })),
  'authority/discharge': channel<Sha256 | null>()(
    z.strictObject({ packet: sha256, signer: sha256, ...dischargeFields }),
  ),
  /**
   * A signing run: grants first, then discharges, each confirmed by itself under one passphrase. `cosigner`: who adds a
   * signature to the discharges in the same window; `null` for nobody. Answers `null` when nothing was signed.
   */
  'authority/run': channel<RunView | null>()(
    z.strictObject({
      packet: sha256,
      signer: sha256,
      cosigner: sha256.nullable(),
      grants: z.array(z.strictObject(grantFields)).max(RUN_LIMIT),
      discharges: z.array(z.strictObject(dischargeFields)).max(RUN_LIMIT),
    }),
  ),
  'authority/cosign': channel<Sha256 | null>()(z.strictObject({ envelope: sha256, signer: sha256 })),
  'authority/revoke': channel<Sha256 | null>()(z.strictObject({ envelope: sha256, signer: sha256, reason })),
  /** One statement to a folder, for another station to sign or to take in. */
  'authority/export': channel<ExportView>()(z.strictObject({ envelope: sha256, destination: handle })),
  /** The signed statements that lie in a folder. */
  'authority/import': channel<CarriedInView>()(z.strictObject({ folder: handle })),

  /** The imports of a packet or a bundle, or one import, with the receipts that were signed of them. */
  'receipt/list': channel<readonly ImportReceiptsView[]>()(
    z.union([z.strictObject({ id: sha256 }), z.strictObject({ import: importId })]),
  ),
  /** Opens the signing window on the receipt of one import, for whoever is signed in. */
  /** The imports of which a receipt can be signed and nobody has. */
  'receipt/unsigned': channel<readonly string[]>()(nothing),
  /** The receipts of several imports in one signing run. */
  'receipt/sign-run': channel<RunView | null>()(z.strictObject({ imports: z.array(importId).min(1).max(RUN_LIMIT) })),
  'receipt/sign': channel<Sha256 | null>()(z.strictObject({ import: importId })),

  /** Copies the console's log to a folder, for a supporter. */
  'log/export': channel<LogExportView>()(z.strictObject({ destination: handle })),

  /** Newest first. */
  /** The journal as acts of people, those that meet each of these. */
  'journal/acts': channel<RecordView>()(
    z.strictObject({
      person: sha256.nullable(),
      packet: z.string().max(4096).nullable(),
      kind: z.enum(ACT_KINDS).nullable(),
      text: z.string().max(1000),
      ...page,
    }),
  ),
  'journal/page': channel<JournalPage>()(z.strictObject(page)),
};

export type ReviewChannels = typeof reviewChannels;
