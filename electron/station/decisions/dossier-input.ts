import { type Sha256, utf8 } from '../../../shared/encoding/bytes.ts';
import type { Failure } from '../../../shared/failure/failure.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { RECEIPT_TYPE } from '../../../shared/statement/receipt.ts';
import { filesNamedByChecks } from '../../core/assess/checks.ts';
import type { DossierBundle, DossierInput, DossierStatement } from '../../core/dossier/input.ts';
import { attempt } from '../../core/files/file-failure.ts';
import { type AboutPacket, isAbout } from '../packets/held-authority.ts';
import { passedOn } from '../passed-on.ts';
import { type HeldStatement, type HeldStatements, isDecision } from '../statement-store.ts';
import type { Station } from '../station.ts';

type Parts = Pick<Station, 'vault' | 'packetStore' | 'keyring' | 'journal'>;

/** What of the statementStore goes into one dossier, each in the order of signing. */
export type DossierStatements = Pick<HeldStatements, 'statements' | 'pending' | 'fallen'>;

/** Everything held about one packet id, with the receipts of the evidence that it names, which name no packet. */
export function heldAbout({ statements, pending, fallen }: HeldStatements, packet: AboutPacket): DossierStatements {
  const about = ({ opened }: HeldStatement): boolean => isAbout(opened, packet);
  const named = evidenceNamed([...statements, ...pending, ...fallen].filter(about));
  const tells = (one: HeldStatement): boolean =>
    isReceipt(one) && [...evidenceNamed([one])].some((tree) => named.has(tree));
  return {
    statements: statements.filter((one) => about(one) || tells(one)),
    pending: pending.filter(about),
    fallen: fallen.filter((one) => about(one) || tells(one)),
  };
}

/**
 * All that a dossier holds, read from the vault, the keyring and the journal. Fails with the first part that cannot be
 * read: a dossier has all of it, or is none.
 */
export async function dossierInput(
  station: Parts,
  packetId: string,
  { statements, pending, fallen }: DossierStatements,
): Promise<Result<DossierInput, Failure>> {
  const all = [...statements, ...pending, ...fallen];
  const packets = await each(packetsDecidedOn(all), (sha256) => packetOf(station, sha256));
  if (!packets.ok) return packets;
  const bundles = await bundlesNamed(station, all);
  if (!bundles.ok) return bundles;
  return ok({
    packetId,
    packets: packets.value,
    statements: statements.map(signedStatement),
    pending: pending.map(signedStatement),
    fallen: fallen.map(signedStatement),
    bundles: bundles.value,
    identities: station.keyring.records(),
    journal: await station.journal.snapshot(),
  });
}

function isReceipt({ opened }: HeldStatement): boolean {
  return opened.statement.predicateType === RECEIPT_TYPE;
}

/** The dirHash of each evidence tree that a statement names. */
function evidenceNamed(statements: readonly HeldStatement[]): ReadonlySet<Sha256> {
  return new Set(
    statements.flatMap(({ opened: { statement } }) =>
      'evidence' in statement.predicate ? statement.predicate.evidence.map(({ treeHashes }) => treeHashes.dirHash) : [],
    ),
  );
}

function packetsDecidedOn(statements: readonly HeldStatement[]): readonly Sha256[] {
  const decided = statements.flatMap(({ opened }) =>
    isDecision(opened) ? [opened.statement.predicate.packet.sha256] : [],
  );
  return [...new Set(decided)];
}

async function packetOf(
  { packetStore }: Parts,
  sha256: Sha256,
): Promise<Result<DossierInput['packets'][number], Failure>> {
  const packet = await packetStore.packet(sha256);
  if (!packet.ok) return packet;
  const reading = await packetStore.readingAlone(sha256);
  if (!reading.ok) return reading;
  const bytes = await packetStore.bytes(sha256);
  return bytes.ok ? ok({ bytes: bytes.value, label: packet.value.label, reading: reading.value }) : bytes;
}

function signedStatement({ opened, envelope }: HeldStatement): DossierStatement {
  const sshsigs = opened.signatures.openSsh.map(({ sshsig }) => sshsig);
  return { payload: opened.payload, envelope, sshsigs };
}

/** The bundles here that a statement names. One that was only seen where the statement was signed is not here. */
async function bundlesNamed(
  station: Parts,
  statements: readonly HeldStatement[],
): Promise<Result<readonly DossierBundle[], Failure>> {
  const named = evidenceNamed(statements);
  const listed = await station.vault.listing();
  if (!listed.ok) return err(passedOn('bundle', listed.error));
  const { bundles, damaged } = listed.value;
  const lost = damaged.find(({ id }) => named.has(id));
  if (lost !== undefined) return err(passedOn('bundle', { ...lost.error, where: lost.id }));
  return each(
    bundles.filter(({ id }) => named.has(id)),
    async (record) => {
      const manifest = await dirHashLines(station, record.id);
      if (!manifest.ok) return manifest;
      const reader = station.vault.evidence(record.id);
      if (!reader.ok) return err(passedOn('bundle', reader.error));
      const named = await attempt(record.id, () => filesNamedByChecks(reader.value));
      reader.value.close();
      if (!named.ok) return err(passedOn('bundle', named.error));
      return ok({ record, manifest: manifest.value, named: named.value });
    },
  );
}

/** What `dirHash` is the SHA-256 of: a line for each regular file, in the order of their paths. */
async function dirHashLines({ vault }: Parts, id: Sha256): Promise<Result<Uint8Array, Failure>> {
  const leaves = await vault.bundleEntries(id);
  if (!leaves.ok) return err(passedOn('bundle', leaves.error));
  const files = leaves.value.files.filter(({ kind }) => kind !== 'symlink');
  return ok(utf8(files.map(({ sha256, path }) => `${sha256}  ${path}\n`).join('')));
}

/** One after the other, up to the first failure. */
async function each<T, U>(
  all: readonly T[],
  make: (one: T) => Promise<Result<U, Failure>>,
): Promise<Result<readonly U[], Failure>> {
  const made: U[] = [];
  for (const one of all) {
    const next = await make(one);
    if (!next.ok) return next;
    made.push(next.value);
  }
  return ok(made);
}
