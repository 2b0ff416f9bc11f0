import { fromUtf8, type Sha256, toHex, utf8 } from '../../../shared/encoding/bytes.ts';
import { toCanonicalJson } from '../../../shared/encoding/canonical-json.ts';
import { sha256Hex } from '../../../shared/encoding/digest.ts';
import { leafHash, merkleRoot } from '../../../shared/encoding/rfc6962.ts';
import { parseFileProof, verifyFileProof } from '../../../shared/evidence/file-proof.ts';
import { isSameTree } from '../../../shared/evidence/match.ts';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import type { JournalEntry } from '../../../shared/journal/entry.ts';
import { evidenceRecord } from '../../../shared/statement/evidence-records.ts';
import { RECEIPT_TYPE } from '../../../shared/statement/receipt.ts';
import { receiptAgainstBundle } from '../../../shared/statement/receipt-check.ts';
import { type Judged, together, unverified } from '../decision-folder/judged.ts';
import { receiptAgainstJournal } from '../journal/ended-imports.ts';
import { parseBundleRecord } from '../vault/store/bundle-record.ts';
import type { DossierBundle } from './input.ts';
import * as layout from './layout.ts';
import type { DossierFiles } from './read-folder.ts';
import type { ReadStatement } from './read-input.ts';
import { unvouchedFields } from './unvouched-fields.ts';

type Files = DossierFiles['files'];

/**
 * The evidence of a dossier, by `dirHash`: each manifest gives the tree hash it lies under, and each record the tree
 * hashes that follow from its manifest. `wanted`: the trees that a statement names; others do not belong here.
 */
export function readBundles(files: Files, wanted: ReadonlySet<Sha256>, findings: Finding[]): readonly DossierBundle[] {
  return [...wanted].sort().flatMap((tree) => {
    const isHere = [...files.keys()].some((name) => name.startsWith(`evidence/${tree}/`));
    if (!isHere) return [];
    const read = readBundle(files, tree);
    findings.push(...read.findings);
    return read.bundle ?? [];
  });
}

function readBundle(
  files: Files,
  tree: Sha256,
): { readonly bundle: DossierBundle | null; readonly findings: readonly Finding[] } {
  const [manifestName, recordName] = [layout.manifestName(tree), layout.bundleName(tree)];
  const manifest = files.get(manifestName);
  const json = files.get(recordName);
  if (manifest === undefined || sha256Hex(manifest) !== tree) {
    return { bundle: null, findings: [finding('dossier.checksum', manifestName)] };
  }
  const record = json === undefined ? null : parseBundleRecord(json);
  if (record === null) return { bundle: null, findings: [finding('dossier.evidence-differs', recordName)] };
  const lines = layout.manifestLines(manifest);
  const follows = {
    id: tree,
    dirHash: tree,
    merkleSha256: toHex(merkleRoot(lines.map((line) => leafHash(utf8(line))))),
    sha256sumDot: sha256Hex(utf8(lines.map((line) => `${line.slice(0, 66)}./${line.slice(66)}\n`).join(''))),
  };
  const { dirHash, merkleSha256, sha256sumDot } = record.summary;
  const proofs = [...files].filter(([name]) => name.startsWith(`evidence/${tree}/proof-`));
  const read = proofs.map(([name, proof]) => readProof(name, proof, follows.merkleSha256));
  return {
    bundle: { record, manifest, named: read.flatMap(({ path }) => path ?? []) },
    findings: [
      ...read.flatMap((one) => one.findings),
      ...differs(recordName, { id: record.id, dirHash, merkleSha256, sha256sumDot }, follows),
    ],
  };
}

/** A proof is of the file that its own name says, and leads to the tree of the manifest. */
function readProof(
  name: string,
  bytes: Uint8Array,
  merkleSha256: string,
): { readonly path: string | null; readonly findings: readonly Finding[] } {
  const proof = parseFileProof(bytes);
  if (!proof.ok) return { path: null, findings: [proof.error] };
  const { path, index } = proof.value;
  const findings = verifyFileProof(proof.value, merkleSha256);
  return { path, findings: name.endsWith(`/proof-${index}.json`) ? findings : [differsFrom(name)] };
}

/**
 * Each record has the tree hashes that the signed statements name, and each receipt says what record and journal say. A
 * tree that a statement names is here if the station imported it.
 */
export function checkEvidence(
  bundles: readonly DossierBundle[],
  statements: readonly ReadStatement[],
  wanted: ReadonlySet<Sha256>,
  entries: readonly JournalEntry[],
): Judged {
  const absent = [...wanted].filter((tree) => bundles.every(({ record }) => record.id !== tree));
  return together([
    { findings: statements.flatMap((one) => checkStatement(one, bundles, entries)), notVerified: [] },
    ...bundles.map(({ record }) => {
      const fields = unvouchedFields(record, statements, entries);
      const observed = fields.join(', ');
      return unverified(finding('dossier.record-not-recomputed', layout.bundleName(record.id), { observed }));
    }),
    ...absent.map((tree): Judged => {
      const isHere = entries.some(
        ({ event }) => event.kind === 'import-finished' && event.what === 'bundle' && event.id === tree,
      );
      return isHere
        ? { findings: [finding('dossier.evidence-missing', layout.bundleName(tree))], notVerified: [] }
        : unverified(finding('dossier.evidence-elsewhere', tree));
    }),
  ]);
}

function checkStatement(
  { statement, sha256 }: ReadStatement,
  bundles: readonly DossierBundle[],
  entries: readonly JournalEntry[],
): readonly Finding[] {
  const named = 'evidence' in statement.predicate ? statement.predicate.evidence : [];
  const trees = named.flatMap(({ treeHashes }) => {
    const record = bundles.find((one) => one.record.id === treeHashes.dirHash)?.record;
    if (record === undefined || isSameTree(record.summary, treeHashes)) return [];
    return differs(layout.bundleName(record.id), evidenceRecord(record, null).treeHashes, treeHashes);
  });
  if (statement.predicateType !== RECEIPT_TYPE) return trees;
  const isSignedHere = entries.some(({ event }) => event.kind === 'signature' && event.statement === sha256);
  return [
    ...trees,
    ...bundles.flatMap(({ record }) => receiptAgainstBundle(statement.predicate, record)),
    ...(isSignedHere ? receiptAgainstJournal(statement.predicate, entries) : []),
  ];
}

type Hashes = Readonly<Record<string, string | undefined>>;

function differs(where: string, observed: Hashes, expected: Hashes): readonly Finding[] {
  const [now, then] = [textOf(observed), textOf(expected)];
  return now === then ? [] : [differsFrom(where, { observed: now, expected: then })];
}

function differsFrom(where: string, detail: { observed?: string; expected?: string } = {}): Finding {
  return finding('dossier.evidence-differs', where, detail);
}

function textOf(hashes: Hashes): string {
  return fromUtf8(toCanonicalJson(hashes)) ?? '';
}
