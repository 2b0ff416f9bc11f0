import { randomUUID } from 'node:crypto';
import type { Sha256 } from '../../shared/bytes.ts';
import type { Problem } from '../../shared/contract/channel.ts';
import type { DecisionView, ExportView, Handle } from '../../shared/contract/views.ts';
import { describeFinding } from '../../shared/finding/index.ts';
import { assertNever, err, ok, type Result } from '../../shared/result.ts';
import { nextInChain } from '../../shared/statement/chain.ts';
import type { DecisionStatement } from '../../shared/statement/statement.ts';
import { type ExportError, exportDecision } from '../dossier/export.ts';
import type { Identity } from '../keyring/identity.ts';
import { mountLabelOf } from '../media/volumes.ts';
import type { Ceremonies } from './ceremonies.ts';
import type { Circumstances } from './circumstances.ts';
import { type DecisionProposal, decisionStatement } from './decision-draft.ts';
import type { Media } from './media.ts';
import type { PacketStanding, Packets } from './packets.ts';
import { problemOf, refused } from './problems.ts';
import { chainLink, isDecision } from './shelf.ts';
import { signingCeremony } from './signing-ceremony.ts';
import type { Station } from './station.ts';
import { decisionView } from './views.ts';

/** Decisions: proposed by the review window, proven here, signed in the signing window, carried away by export. */
export class Decisions {
  readonly #station: Station;
  readonly #packets: Packets;
  readonly #media: Media;
  readonly #ceremonies: Ceremonies;

  constructor(station: Station, packets: Packets, media: Media, ceremonies: Ceremonies) {
    this.#station = station;
    this.#packets = packets;
    this.#media = media;
    this.#ceremonies = ceremonies;
  }

  /** Opens the signing window; `null` when it was closed without a signature. */
  async propose(
    proposal: DecisionProposal & { readonly packet: Sha256; readonly signer: string },
  ): Promise<Result<DecisionView | null, Problem>> {
    const signer = activeIdentity(this.#station, proposal.signer);
    if (signer === null || !signer.roles.includes('owner')) {
      return this.#refuse(
        'decision/no-owner',
        'Only an owner of this station decides. Choose an owner.',
        proposal.signer,
      );
    }
    const standing = await this.#packets.standing(proposal.packet);
    if (!standing.ok) return standing;
    const byDefault = proposal.option === standing.value.packet.reading.packet.default;
    const ceremony = await signingCeremony(this.#station, {
      signer,
      typeExactly: byDefault ? null : proposal.option,
      build: (circumstances) => this.#build(proposal, circumstances),
      keep: (signed) => this.#station.shelf.keep(signed, this.#station.record),
    });
    if (!ceremony.ok) return this.#refuse(ceremony.error.code, ceremony.error.sentence, ceremony.error.where);
    const envelope = await this.#ceremonies.hold(ceremony.value);
    if (!envelope.ok) return envelope;
    return envelope.value === null ? ok(null) : this.#view(envelope.value);
  }

  async list(): Promise<Result<readonly DecisionView[], Problem>> {
    const { statements } = await this.#station.shelf.statements();
    return ok(statements.flatMap((one) => (isDecision(one.opened) ? [decisionView(one.opened, one)] : [])).reverse());
  }

  /** Writes the decision's folder to a chosen destination and reads it back. */
  async export(envelope: Sha256, destination: Handle): Promise<Result<ExportView, Problem>> {
    const folder = this.#media.folder(destination);
    if (!folder.ok) return folder;
    const shelved = await this.#station.shelf.statement(envelope);
    if (!shelved.ok) return shelved;
    const { opened } = shelved.value;
    if (!isDecision(opened)) return refused('export/not-a-decision', 'Only decisions are exported this way.');
    const packet = await this.#station.library.packet(opened.statement.predicate.packet.sha256);
    if (!packet.ok) return packet;
    const packetBytes = await this.#station.library.bytes(packet.value.sha256);
    if (!packetBytes.ok) return packetBytes;
    const sshsig = await this.#station.shelf.sshsig(shelved.value);
    if (!sshsig.ok) return sshsig;
    const [signer] = opened.signers;
    if (signer === undefined || signer.key.kind !== 'ed25519') {
      return refused('export/no-signer', 'The decision is signed by no software key that is trusted here.');
    }
    const exported = await exportDecision(folder.value, {
      envelope: shelved.value.envelope,
      sshsig: sshsig.value,
      signer: { ...signer, key: signer.key },
      packet: { label: packet.value.label, bytes: packetBytes.value },
    });
    if (!exported.ok) {
      const { code, sentence, where } = exportProblem(exported.error);
      return this.#refuse(code, sentence, where);
    }
    const medium = await mountLabelOf(folder.value);
    const { folder: name, files, digest, readBack } = exported.value;
    const recorded = await this.#station.record({ kind: 'export', envelope, folder: name, medium, digest });
    return recorded.ok ? ok({ folder: name, medium, files, digest, readBack }) : recorded;
  }

  async #build(
    proposal: DecisionProposal & { readonly packet: Sha256 },
    circumstances: Circumstances,
  ): Promise<Result<DecisionStatement, Problem>> {
    const standing = await this.#packets.standing(proposal.packet);
    if (!standing.ok) return standing;
    const { statements } = await this.#station.shelf.statements();
    const links = statements.flatMap((one) => (isDecision(one.opened) ? [chainLink(one.opened)] : []));
    const { packet, options, evidence } = standing.value;
    const ground = {
      reading: packet.reading,
      options,
      evidence,
      blockers: blockersAsTheyStand(standing.value),
      grants: [],
      place: nextInChain({ id: packet.reading.packet.id, sha256: packet.reading.sha256 }, links),
    };
    return decisionStatement(proposal, ground, circumstances, randomUUID());
  }

  async #view(envelope: Sha256): Promise<Result<DecisionView, Problem>> {
    const shelved = await this.#station.shelf.statement(envelope);
    if (!shelved.ok) return shelved;
    return isDecision(shelved.value.opened)
      ? ok(decisionView(shelved.value.opened, shelved.value))
      : refused('decision/not-a-decision', 'Something else than a decision was signed.');
  }

  /** Refusals are journalled: they are part of what happened on this station. */
  async #refuse(code: Problem['code'], sentence: string, where?: string): Promise<Result<never, Problem>> {
    const recorded = await this.#station.record({
      kind: 'refusal',
      action: code.split('/')[0] ?? code,
      code,
      reason: sentence,
    });
    return recorded.ok ? refused(code, sentence, where) : err(recorded.error);
  }
}

function activeIdentity({ keyring }: Station, id: string): Identity | null {
  return keyring.identities().find((one) => one.id === id && one.standing.kind === 'active') ?? null;
}

function exportProblem(error: ExportError): Problem {
  switch (error.code) {
    case 'medium':
      return problemOf('export', error.file);
    case 'refused':
      return { code: 'export/refused', sentence: error.findings.map(describeFinding).join(' ') };
    default:
      return assertNever(error, 'export error');
  }
}

function blockersAsTheyStand({ packet: { reading }, openBlockers }: PacketStanding) {
  return reading.packet.blockers.map((blocker) => ({
    id: blocker.id,
    status: openBlockers.includes(blocker.id) ? blocker.status : ('closed' as const),
    statusText: blocker.statusText,
    actors: [...blocker.actors],
    separateAuthority: blocker.separateAuthority,
    legs: reading.legs.filter((leg) => leg.blocker === blocker.id).map(({ leg, status }) => ({ leg, status })),
    discharges: [],
  }));
}
