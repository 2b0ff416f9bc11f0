import { fromUtf8, toHex, utf8 } from '../../../shared/bytes.ts';
import { parseFileProof, verifyFileProof } from '../../../shared/evidence/file-proof.ts';
import type { BundleRecord } from '../../../shared/evidence/types.ts';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import { leafHash, merkleRoot } from '../../../shared/journal/rfc6962.ts';
import { toCanonicalJson } from '../../../shared/statement/canonical-json.ts';
import { sha256Hex } from '../../../shared/statement/digest.ts';
import { evidenceRecord } from '../../../shared/statement/evidence-records.ts';
import { RECEIPT_TYPE } from '../../../shared/statement/receipt.ts';
import { receiptAgainstBundle } from '../../../shared/statement/receipt-check.ts';
import { receiptAgainstJournal } from '../../journal/ended-imports.ts';
import type { JournalEntry } from '../../journal/entry.ts';
import { parseBundleRecord } from '../../vault/bundle-record.ts';
import * as layout from './layout.ts';
import type { ReadStatement } from './read-input.ts';

type Files = ReadonlyMap<string, Uint8Array>;

/**
 * Evidence: each manifest gives the tree hash it lies under, each record the tree hashes that follow from its manifest
 * and that the signed statements name, and each receipt says what record and journal say.
 */
export function checkEvidence(
  files: Files,
  statements: readonly ReadStatement[],
  entries: readonly JournalEntry[],
): readonly Finding[] {
  const folders = [...new Set([...files.keys()].flatMap((name) => /^evidence\/([^/]+)\//.exec(name)?.[1] ?? []))];
  const findings: Finding[] = [];
  const records: BundleRecord[] = [];
  for (const folder of folders) {
    const read = readEvidence(files, folder);
    findings.push(...read.findings);
    if (read.record !== null) records.push(read.record);
  }
  return [...findings, ...statements.flatMap((one) => checkStatement(one, records, entries))];
}

function readEvidence(
  files: Files,
  folder: string,
): { readonly record: BundleRecord | null; readonly findings: readonly Finding[] } {
  const [manifestName, recordName] = [`evidence/${folder}/manifest.txt`, `evidence/${folder}/bundle.json`];
  const manifest = files.get(manifestName);
  const json = files.get(recordName);
  if (manifest === undefined || sha256Hex(manifest) !== folder) {
    return { record: null, findings: [finding('dossier.checksum', manifestName)] };
  }
  const record = json === undefined ? null : parseBundleRecord(json);
  if (record === null) return { record, findings: [finding('dossier.evidence-differs', recordName)] };
  const lines = layout.manifestLines(manifest);
  const follows = {
    id: folder,
    dirHash: folder,
    merkleSha256: toHex(merkleRoot(lines.map((line) => leafHash(utf8(line))))),
    sha256sumDot: sha256Hex(utf8(lines.map((line) => `${line.slice(0, 66)}./${line.slice(66)}\n`).join(''))),
  };
  const { dirHash, merkleSha256, sha256sumDot } = record.summary;
  const proofs = [...files].filter(([name]) => name.startsWith(`evidence/${folder}/proof-`));
  const unproven = proofs.flatMap(([name, proof]) => checkProof(name, proof, follows.merkleSha256));
  return {
    record,
    findings: [...unproven, ...differs(recordName, { id: record.id, dirHash, merkleSha256, sha256sumDot }, follows)],
  };
}

/** A proof is of the file that its own name says, and leads to the tree of the manifest. */
function checkProof(name: string, bytes: Uint8Array, merkleSha256: string): readonly Finding[] {
  const proof = parseFileProof(bytes);
  if (!proof.ok) return [proof.error];
  const findings = verifyFileProof(proof.value, merkleSha256);
  return name.endsWith(`/proof-${proof.value.index}.json`) ? findings : [finding('dossier.evidence-differs', name)];
}

function checkStatement(
  { statement, sha256 }: ReadStatement,
  records: readonly BundleRecord[],
  entries: readonly JournalEntry[],
): readonly Finding[] {
  const named = 'evidence' in statement.predicate ? statement.predicate.evidence : [];
  const trees = named.flatMap(({ treeHashes }) => {
    const record = records.find(({ id }) => id === treeHashes.dirHash);
    if (record === undefined) return [];
    return differs(layout.bundleName(record.id), evidenceRecord(record, null).treeHashes, treeHashes);
  });
  if (statement.predicateType !== RECEIPT_TYPE) return trees;
  const isSignedHere = entries.some(({ event }) => event.kind === 'signature' && event.statement === sha256);
  return [
    ...trees,
    ...records.flatMap((record) => receiptAgainstBundle(statement.predicate, record)),
    ...(isSignedHere ? receiptAgainstJournal(statement.predicate, entries) : []),
  ];
}

type Hashes = Readonly<Record<string, string | undefined>>;

function differs(where: string, observed: Hashes, expected: Hashes): readonly Finding[] {
  const [now, then] = [textOf(observed), textOf(expected)];
  return now === then ? [] : [finding('dossier.evidence-differs', where, { observed: now, expected: then })];
}

function textOf(hashes: Hashes): string {
  return fromUtf8(toCanonicalJson(hashes)) ?? '';
}
