import { fromUtf8, type Sha256 } from '../../../shared/encoding/bytes.ts';
import type { PredicateType, Statement } from '../../../shared/statement/statement.ts';
import { packetFileName, wordOf } from '../decision-folder/names.ts';

/** What the name of every dossier's folder begins with. */
export const FOLDER_PREFIX = 'holdfast-dossier-';

/**
 * The form of the dossiers that this console writes. One higher whenever `report.html` or a schema is written otherwise
 * from the same parts: a reader of another form then does not take it for forged. The journal says the writer's form.
 */
export const DOSSIER_FORM = 3;

/** Where things lie in a dossier. One place for whoever writes, reads and describes it. */
export const LAYOUT = {
  instructions: 'VERIFY.txt',
  checksums: 'SHA256SUMS',
  report: 'report.html',
  print: 'report.pdf',
  allowedSigners: 'keys/allowed_signers',
  stationKey: 'keys/station.pem',
  log: 'journal/log.jsonl',
  checkpoint: 'journal/checkpoint',
} as const;

/** Each signed statement of a dossier lies in one of these folders. */
export const STATEMENTS = 'statements/';
/** Discharges that wait for signatures. */
export const PENDING = 'pending/';
/** Statements by keys that were revoked since. */
export const FALLEN = 'revoked/';

/** `decision-1`, one for each statement: to which the endings are added. Those of a type are numbered in the order given. */
export function statementNames(statements: readonly Statement[]): readonly string[] {
  const counts = new Map<PredicateType, number>();
  return statements.map(({ predicateType }) => {
    const number = (counts.get(predicateType) ?? 0) + 1;
    counts.set(predicateType, number);
    return `${wordOf(predicateType)}-${number}`;
  });
}

/** JSON Schemas lie here. */
export const SCHEMAS = 'schemas/';

export const RENDERED_ENDING = '.rendered.txt';
export const ENTRY_ENDING = '.entry.json';
export const PROOF_ENDING = '.tlog-proof';

export function packetName(sha256: Sha256, label: string): string {
  return `packets/${sha256.slice(0, 16)}-${packetFileName(label)}`;
}

export function identityRecordName(index: number): string {
  return `identities/${String(index).padStart(6, '0')}.dsse.json`;
}

export function manifestName(dirHash: Sha256): string {
  return `evidence/${dirHash}/manifest.txt`;
}

export function bundleName(dirHash: Sha256): string {
  return `evidence/${dirHash}/bundle.json`;
}

/** The proof that one file, by its place in the manifest, is part of the tree. */
export function fileProofName(dirHash: Sha256, index: number): string {
  return `evidence/${dirHash}/proof-${index}.json`;
}

/** The lines of a manifest, without their LF. */
export function manifestLines(manifest: Uint8Array): readonly string[] {
  return (fromUtf8(manifest) ?? '').split('\n').slice(0, -1);
}

/** The public key of one identity, by its keyid. */
export function keyName(keyid: Sha256, form: 'pub' | 'pem'): string {
  return `keys/${keyid}.${form}`;
}
