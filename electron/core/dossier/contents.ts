import { utf8 } from '../../../shared/encoding/bytes.ts';
import { sha256Hex } from '../../../shared/encoding/digest.ts';
import { type FileProof, fileProofText, proveFiles } from '../../../shared/evidence/file-proof.ts';
import { encodeEntry } from '../../../shared/journal/entry.ts';
import { renderStatement } from '../../../shared/statement/render.ts';
import { checksums } from '../decision-folder/contents.ts';
import { signedFiles } from '../decision-folder/signed-files.ts';
import type { NewFile } from '../files/durable-folder.ts';
import type { JournalSnapshot } from '../journal/journal.ts';
import { tlogProof } from '../journal/tlog-proof.ts';
import { runtimeHashing } from '../tree/hashing.ts';
import type { DossierBundle } from './input.ts';
import { wholeInstructions } from './instructions.ts';
import { keyFiles } from './keys.ts';
import * as layout from './layout.ts';
import type { CheckedInput, ReadStatement } from './read-input.ts';
import { schemaFiles } from './schemas.ts';

/** What all files follow from but the report. */
type Contents = Omit<CheckedInput, 'packets'> & {
  readonly packets: readonly { readonly bytes: Uint8Array; readonly label: string }[];
};

/** Every file of the dossier; SHA256SUMS is the last. `print`: the report as a PDF, `null` where nothing printed it. */
export function wholeFiles(input: Contents, report: string, print: Uint8Array | null): readonly NewFile[] {
  const { LAYOUT } = layout;
  const files = [
    ...input.packets.map(({ bytes, label }) => ({ name: layout.packetName(sha256Hex(bytes), label), bytes })),
    ...statementFiles(layout.STATEMENTS, input.signed, input.journal),
    ...statementFiles(layout.PENDING, input.waiting, input.journal),
    ...statementFiles(layout.FALLEN, input.fallen, input.journal),
    ...input.bundles.flatMap(bundleFiles),
    ...input.identities.map((bytes, index) => ({ name: layout.identityRecordName(index), bytes })),
    ...keyFiles(input.people, input.journal.station.key),
    { name: LAYOUT.log, bytes: input.journal.log },
    { name: LAYOUT.checkpoint, bytes: input.journal.checkpoint },
    ...schemaFiles(),
    { name: LAYOUT.report, bytes: utf8(report) },
    ...(print === null ? [] : [{ name: LAYOUT.print, bytes: print }]),
    { name: LAYOUT.instructions, bytes: utf8(wholeInstructions(input)) },
  ];
  return [...files, { name: LAYOUT.checksums, bytes: checksums(files) }];
}

function statementFiles(
  folder: string,
  signed: readonly ReadStatement[],
  journal: JournalSnapshot,
): readonly NewFile[] {
  const names = layout.statementNames(signed.map(({ statement }) => statement));
  return signed.flatMap((one, index) => {
    const base = `${folder}${names[index]}`;
    return [
      ...signedFiles(base, one),
      { name: `${base}${layout.RENDERED_ENDING}`, bytes: utf8(renderStatement(one.statement)) },
      ...proofFiles(base, one, journal),
    ];
  });
}

/** That the signature is in the journal: the entry, and the proof that a checkpoint covers it. */
function proofFiles(base: string, { sha256 }: ReadStatement, journal: JournalSnapshot): readonly NewFile[] {
  const entry = journal.entries.find(({ event }) => event.kind === 'signature' && event.statement === sha256);
  if (entry === undefined) return [];
  return [
    { name: `${base}${layout.ENTRY_ENDING}`, bytes: encodeEntry(entry) },
    { name: `${base}${layout.PROOF_ENDING}`, bytes: tlogProof(journal, entry.index) },
  ];
}

function bundleFiles({ record, manifest, named }: DossierBundle): readonly NewFile[] {
  const { dirHash } = record.summary;
  const json = utf8(`${JSON.stringify(record, null, 2)}\n`);
  return [
    { name: layout.bundleName(dirHash), bytes: json },
    { name: layout.manifestName(dirHash), bytes: manifest },
    ...fileProofs(manifest, named).map((proof) => ({
      name: layout.fileProofName(dirHash, proof.index),
      bytes: utf8(fileProofText(proof)),
    })),
  ];
}

/** A proof costs a hash or two for each file of the tree: past this many the manifest has to do. */
const MAX_PROVEN_TREE = 100_000;

function fileProofs(manifest: Uint8Array, named: readonly string[]): readonly FileProof[] {
  const lines = layout.manifestLines(manifest);
  return lines.length > MAX_PROVEN_TREE ? [] : proveFiles(lines, new Set(named), runtimeHashing);
}
