import { join } from 'node:path';
import type {
  DecisionView,
  ExportView,
  Handle,
  NotesExportView,
  SignedDecisionView,
} from '../../../shared/contract/views.ts';
import { type Sha256, toBase64 } from '../../../shared/encoding/bytes.ts';
import { sha256Hex } from '../../../shared/encoding/digest.ts';
import { type Failure, failure } from '../../../shared/failure/failure.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { checkChain, nextInChain } from '../../../shared/statement/chain.ts';
import type { EvidenceRecord, GrantUse } from '../../../shared/statement/fields.ts';
import type { SshSignature } from '../../../shared/statement/open.ts';
import { type DecisionStatement, statementSha256 } from '../../../shared/statement/statement.ts';
import type { TrustedKey } from '../../../shared/statement/trust.ts';
import { type DecisionToExport, exportDecision } from '../../core/decision-folder/export.ts';
import { notesFile } from '../../core/decision-folder/notes-file.ts';
import { SHARED_FILE } from '../../core/files/durable.ts';
import { createFileReadBack } from '../../core/files/durable-file.ts';
import { exportTo } from '../media/export-to.ts';
import type { Media } from '../media/media.ts';
import type { OpenedSoFar } from '../opened.ts';
import { grantUseFor } from '../packets/held-authority.ts';
import { type PacketStanding, type Packets, supersededFailure } from '../packets/packets.ts';
import { passedOn } from '../passed-on.ts';
import { refuseRecorded } from '../recorder.ts';
import type { Ceremonies } from '../signing/ceremony.ts';
import type { Moment } from '../signing/moment.ts';
import { activeSigner, signInWindow } from '../signing/sign-in-window.ts';
import { decisionLinks, type HeldStatement, isDecision } from '../statement-store.ts';
import { carriedWith } from '../statements/carried.ts';
import type { Station } from '../station.ts';
import { decisionViews } from '../views.ts';
import { type DecisionProposal, decisionStatement } from './decision-draft.ts';

/** Decisions: proposed by the review window, proven here, signed in the signing window, carried away by export. */
export class Decisions {
  readonly #station: Station;
  readonly #packets: Packets;
  readonly #media: Media;
  readonly #ceremonies: Pick<Ceremonies, 'hold'>;

  constructor(station: Station, packets: Packets, media: Media, ceremonies: Pick<Ceremonies, 'hold'>) {
    this.#station = station;
    this.#packets = packets;
    this.#media = media;
    this.#ceremonies = ceremonies;
  }

  /** Opens the signing window; `null` when it was closed without a signature. */
  async propose(
    proposal: DecisionProposal & { readonly packet: Sha256; readonly signer: string },
  ): Promise<Result<SignedDecisionView | null, Failure>> {
    const signer = activeSigner(this.#station, proposal.signer, ['owner']);
    if (signer === null) {
      return refuseRecorded(this.#station.record, failure('decision/no-owner', { where: proposal.signer }));
    }
    const standing = await this.#packets.standing(proposal.packet);
    if (!standing.ok) return standing;
    const byDefault = proposal.option === standing.value.packet.reading.packet.default;
    const opened = this.#station.opened.soFar(signer.id);
    const envelope = await signInWindow(this.#station, this.#ceremonies, {
      signer,
      typeExactly: byDefault ? null : proposal.option,
      build: (moment) => this.#build(proposal, opened, moment),
      keep: (signed, record) => this.#station.statementStore.keep(signed, record),
    });
    if (!envelope.ok) return envelope;
    // Of what was signed nothing is read again for the answer: that could fail, and it was signed all the same.
    return ok(envelope.value === null ? null : { envelope: envelope.value, option: proposal.option });
  }

  async list(): Promise<Result<readonly DecisionView[], Failure>> {
    const { journal, statementStore } = this.#station;
    return ok(decisionViews(await statementStore.contents(), journal.entries()));
  }

  /** Writes the decision's folder to a chosen destination and reads it back. */
  async export(envelope: Sha256, destination: Handle): Promise<Result<ExportView, Failure>> {
    const stored = await this.#station.statementStore.statement(envelope);
    if (!stored.ok) return stored;
    const { opened } = stored.value;
    if (!isDecision(opened)) return err(failure('export/not-a-decision'));
    const packet = await this.#station.packetStore.packet(opened.statement.predicate.packet.sha256);
    if (!packet.ok) return packet;
    const packetBytes = await this.#station.packetStore.bytes(packet.value.sha256);
    if (!packetBytes.ok) return packetBytes;
    const { statements, fallen } = await this.#station.statementStore.contents();
    const decision = {
      ...signedByOne(stored.value),
      packet: { label: packet.value.label, bytes: packetBytes.value },
      authority: carriedWith(stored.value, [...statements, ...fallen]),
    };
    const exported = await exportTo({ station: this.#station, media: this.#media }, destination, {
      write: async (folder, calls) => {
        const written = await exportDecision(folder, decision, calls);
        return written.ok ? written : err(passedOn('export', written.error));
      },
      nameOf: ({ folder }) => folder,
      entryOf: ({ folder, digest }, medium) => ({ kind: 'export', envelope, folder, medium, digest }),
    });
    if (!exported.ok) return refuseRecorded(this.#station.record, exported.error);
    const { medium, written } = exported.value;
    return ok({ ...written, medium });
  }

  /** Writes notes to a file beside where the decision's folder goes, and reads it back. Nothing signed speaks of them. */
  async exportNotes(envelope: Sha256, destination: Handle, notes: string): Promise<Result<NotesExportView, Failure>> {
    const stored = await this.#station.statementStore.statement(envelope);
    if (!stored.ok) return stored;
    const { opened } = stored.value;
    if (!isDecision(opened)) return err(failure('export/not-a-decision'));
    const { name, bytes } = notesFile(opened.statement, opened.statementSha256, notes);
    const exported = await exportTo({ station: this.#station, media: this.#media }, destination, {
      write: async (folder, calls) => {
        const written = await createFileReadBack(join(folder, name), bytes, SHARED_FILE, calls);
        return written.ok ? written : err(passedOn('export', written.error));
      },
      nameOf: () => name,
      entryOf: (_, medium) => ({ kind: 'export', envelope, folder: name, medium, digest: sha256Hex(bytes) }),
    });
    if (!exported.ok) return refuseRecorded(this.#station.record, exported.error);
    const { medium, written: readBack } = exported.value;
    return ok({ file: name, medium, readBack });
  }

  /** The envelope in base64, for the screen. It has left the station as soon as it can be seen, so that is journalled. */
  async envelope(envelope: Sha256): Promise<Result<string, Failure>> {
    const stored = await this.#station.statementStore.statement(envelope);
    if (!stored.ok) return stored;
    if (!isDecision(stored.value.opened)) {
      return err(failure('export/not-a-decision'));
    }
    const { envelope: bytes } = stored.value;
    if (bytes === null) {
      return refuseRecorded(this.#station.record, failure('export/no-envelope', { where: envelope }));
    }
    const folder = 'decision.dsse.json';
    const medium = 'the screen, as QR frames';
    const recorded = await this.#station.record({ kind: 'export', envelope, folder, medium, digest: envelope });
    return recorded.ok ? ok(toBase64(bytes)) : recorded;
  }

  async #build(
    proposal: DecisionProposal & { readonly packet: Sha256 },
    opened: OpenedSoFar,
    moment: Moment,
  ): Promise<Result<DecisionStatement, Failure>> {
    const asked = await this.#packets.standing(proposal.packet);
    if (!asked.ok) return asked;
    const standing = asked.value;
    const { packet, options, evidence, heldStatements } = standing;
    const superseded = supersededFailure(standing);
    if (superseded !== null) return err(superseded);
    const links = decisionLinks(heldStatements);
    const ground = {
      reading: packet.reading,
      options,
      evidence,
      blockers: blockersAsTheyStand(standing),
      grants: grantsUsed(proposal.option, standing),
      opened: (named: readonly EvidenceRecord[]) =>
        opened({ sha256: packet.sha256, lines: packet.reading.source.length }, named),
      place: nextInChain({ id: packet.reading.packet.id, sha256: packet.sha256 }, links),
    };
    const built = decisionStatement(proposal, ground, moment);
    if (!built.ok) return built;
    const link = { sha256: statementSha256(built.value), decision: built.value.predicate };
    const broken = checkChain(link, links).find(({ severity }) => severity === 'error');
    return broken === undefined
      ? built
      : err(failure('decision/out-of-order', { findings: [broken], where: broken.where }));
  }
}

/** The decision as one of its owners signed it, in both formats where one has: it needs one, and is exported with one key. */
function signedByOne({ opened, envelope }: HeldStatement): Pick<DecisionToExport, 'signed' | 'signer'> {
  const { payload, signers, signatures } = opened;
  const sealedBy = ({ signer }: SshSignature) => signatures.dsse.some(({ key }) => key.keyid === signer.key.keyid);
  const signer = signatures.openSsh.find(sealedBy)?.signer ?? signers[0];
  if (signer === undefined) throw new Error('a statement that opened has a signer');
  const isTheirs = ({ key }: TrustedKey) => key.keyid === signer.key.keyid;
  const sshsigs = signatures.openSsh.filter((one) => isTheirs(one.signer)).map(({ sshsig }) => sshsig);
  return { signer, signed: { payload, envelope: signatures.dsse.some(isTheirs) ? envelope : null, sshsigs } };
}

/** Each blocker with what the packet says of it, and the discharges that close it or one of its legs now. */
export function blockersAsTheyStand({
  packet: { reading },
  blockers,
  held,
}: Pick<PacketStanding, 'blockers' | 'held'> & { readonly packet: Pick<PacketStanding['packet'], 'reading'> }) {
  return blockers.map(({ blocker, now, by }) => ({
    id: blocker.id,
    status: now === 'closed' ? now : blocker.status,
    statusText: blocker.statusText,
    actors: [...blocker.actors],
    separateAuthority: blocker.separateAuthority,
    legs: reading.legs.filter((leg) => leg.blocker === blocker.id).map(({ leg, status }) => ({ leg, status })),
    discharges: held.statements
      .map(({ opened }) => opened.statementSha256)
      .filter((statement) => by.includes(statement)),
  }));
}

/** Every grant that the packet names, where the option needs them: one of each that serves now. */
function grantsUsed(option: string, { packet: { reading }, held, now }: PacketStanding): readonly GrantUse[] {
  const chosen = reading.packet.options.find((one) => one.id === option);
  if (chosen === undefined || !(chosen.mutates || chosen.needs.grants === 'all')) return [];
  return reading.packet.grants.flatMap((action) => grantUseFor(action, reading, held, now) ?? []);
}
