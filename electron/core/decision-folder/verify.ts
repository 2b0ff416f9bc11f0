import { equalBytes, utf8 } from '../../../shared/encoding/bytes.ts';
import { sha256Hex } from '../../../shared/encoding/digest.ts';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import { type PublicKey, parsePublicKey } from '../../../shared/key/public-key.ts';
import { DECISION_TYPE } from '../../../shared/statement/decision.ts';
import { type OpenedStatement, openSigned } from '../../../shared/statement/open.ts';
import { renderStatement } from '../../../shared/statement/render.ts';
import type { DecisionStatement } from '../../../shared/statement/statement.ts';
import type { TrustedKey } from '../../../shared/statement/trust.ts';
import { checkAuthority } from './authority.ts';
import { checksums, keyFiles } from './contents.ts';
import { instructions } from './instructions.ts';
import type { Judged } from './judged.ts';
import { DOSSIER_FILES as FILES, type Formats, PRINCIPAL } from './names.ts';
import { type DossierFolder, readDossier } from './read.ts';

/** What reading an exported folder back gives. */
export interface DossierReading extends Judged {
  /** What was decided, once a signature over it was verified: by a trusted key or, for display only, by the folder's own. */
  readonly decision: DecisionStatement | null;
  /** The same, when a trusted key signed it. */
  readonly byTrusted: OpenedStatement<DecisionStatement> | null;
  /** The key in the folder: a convenience, never a trust anchor. */
  readonly key: PublicKey | null;
}

/**
 * Verifies an exported folder against the keys that the reader trusts. With none, the folder can at most be consistent
 * in itself, and is refused with `statement.not-signed-by-trusted-key` alone.
 */
export async function verifyExport(folder: string, trusted: readonly TrustedKey[]): Promise<DossierReading> {
  const read = await readDossier(folder);
  const key = keyIn(read);
  const itself = key === null ? [] : [{ key, name: PRINCIPAL, roles: ['owner'] as const }];
  const findings = [...read.findings, ...checkSums(read), ...checkKeyFiles(read, key)];
  const bySelf = openDecision(read, itself);
  const byTrusted = openDecision(read, trusted);
  const decision = (byTrusted.decision ?? bySelf.decision)?.statement ?? null;
  findings.push(...distinct([...bySelf.findings, ...byTrusted.findings]));
  if (decision !== null && key !== null) findings.push(...checkContents(read, decision, key));
  if (byTrusted.decision !== null) findings.push(...checkAuthority(read.files, byTrusted.decision, trusted));
  const notVerified = [
    ...(read.packetFile === null ? [] : [finding('dossier.packet-name-unknown', read.packetFile)]),
    finding('dossier.later-unknown', FILES.statement),
  ];
  return { findings, notVerified, decision, byTrusted: byTrusted.decision, key };
}

function keyIn({ files }: DossierFolder): PublicKey | null {
  const parsed = parsePublicKey(files.get(FILES.openSsh) ?? new Uint8Array());
  return parsed.ok ? parsed.value.key : null;
}

/** SHA256SUMS must be to the byte what `sha256sum` would write for the other files. */
function checkSums({ files }: DossierFolder): readonly Finding[] {
  const written = files.get(FILES.checksums);
  if (written === undefined) return [];
  const others = [...files].filter(([name]) => name !== FILES.checksums).map(([name, bytes]) => ({ name, bytes }));
  if (equalBytes(written, checksums(others))) return [];
  const lines = new Set(Buffer.from(written).toString('utf8').split('\n'));
  const differing = others.filter(({ name, bytes }) => !lines.has(`${sha256Hex(bytes)}  ${name}`));
  const where = differing.length === 0 ? [FILES.checksums] : differing.map(({ name }) => name);
  return where.map((name) => finding('dossier.checksum', name));
}

function checkKeyFiles({ files }: DossierFolder, key: PublicKey | null): readonly Finding[] {
  if (!files.has(FILES.openSsh)) return [];
  if (key === null) return [finding('statement.key-unreadable', FILES.openSsh)];
  return keyFiles(key, formatsOf(files))
    .filter(({ name, bytes }) => isOther(files.get(name), bytes))
    .map(({ name }) => finding('dossier.keys-differ', name));
}

interface OpenedDecision {
  readonly decision: OpenedStatement<DecisionStatement> | null;
  readonly findings: readonly Finding[];
}

/** Envelope, payload and OpenSSH signature, as far as they are there, all by these keys. */
function openDecision({ files }: DossierFolder, keys: readonly TrustedKey[]): OpenedDecision {
  const envelope = files.get(FILES.envelope) ?? null;
  const payload = files.get(FILES.statement) ?? null;
  const sshsig = files.get(FILES.sshsig);
  const sshsigs = sshsig === undefined || payload === null ? [] : [sshsig];
  if (envelope === null && payload === null) return { decision: null, findings: [] };
  const opened = openSigned(
    envelope === null ? { envelope, payload: payload ?? new Uint8Array(), sshsigs } : { envelope, payload, sshsigs },
    keys,
  );
  if (!opened.ok) return { decision: null, findings: opened.error };
  const { statement, signatures } = opened.value;
  // Stock tools look at each format by itself, so each that is there must be by one of these keys.
  const byOthers = [
    ...(envelope !== null && signatures.dsse.length === 0 ? [FILES.envelope] : []),
    ...(sshsigs.length > 0 && signatures.openSsh.length === 0 ? [FILES.sshsig] : []),
  ].map((name) => finding('statement.not-signed-by-trusted-key', name));
  const findings = [...opened.value.findings, ...byOthers];
  if (statement.predicateType === DECISION_TYPE) return { decision: { ...opened.value, statement }, findings };
  const observed = statement.predicateType;
  return { decision: null, findings: [finding('statement.wrong-type', '/predicateType', { observed })] };
}

/** The formats of which there is a file. */
function formatsOf(files: DossierFolder['files']): Formats {
  return { dsse: files.has(FILES.envelope), openSsh: files.has(FILES.sshsig) };
}

/** What follows from the statement alone. */
function checkContents(
  { files, packetFile }: DossierFolder,
  decision: DecisionStatement,
  key: PublicKey,
): readonly Finding[] {
  const findings: Finding[] = [];
  if (isOther(files.get(FILES.rendered), utf8(renderStatement(decision)))) {
    findings.push(finding('dossier.rendered-differs', FILES.rendered));
  }
  const packet = packetFile === null ? undefined : files.get(packetFile);
  if (packetFile === null || packet === undefined) return findings;
  const observed = sha256Hex(packet);
  const expected = decision.predicate.packet.sha256;
  if (observed !== expected) findings.push(finding('dossier.packet-differs', packetFile, { observed, expected }));
  if (isOther(files.get(FILES.instructions), utf8(instructions(decision, key, packetFile, formatsOf(files))))) {
    findings.push(finding('dossier.instructions-differ', FILES.instructions));
  }
  return findings;
}

/** A missing file has its own finding already. */
function isOther(bytes: Uint8Array | undefined, expected: Uint8Array): boolean {
  return bytes !== undefined && !equalBytes(bytes, expected);
}

function distinct(findings: readonly Finding[]): readonly Finding[] {
  const byText = new Map(findings.map((one) => [JSON.stringify(one), one]));
  return [...byText.values()];
}
