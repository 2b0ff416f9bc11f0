import type { Sha256 } from '../../shared/bytes.ts';
import type { Problem } from '../../shared/contract/channel.ts';
import type { DecisionView, PacketSummary, PacketView } from '../../shared/contract/views.ts';
import { evidenceStates } from '../../shared/evidence/reference-states.ts';
import type { EvidenceReferenceState } from '../../shared/evidence/types.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { availability } from '../../shared/rules/availability.ts';
import { blockerLocks } from '../../shared/rules/blockers.ts';
import { NO_AUTHORITY, type OptionAvailability } from '../../shared/rules/types.ts';
import type { ShelvedPacket } from './library.ts';
import { problemOf } from './problems.ts';
import { isDecision } from './shelf.ts';
import type { Station } from './station.ts';
import { decisionView, packetSummary } from './views.ts';

/** How things stand with one packet now, made anew from the vault's bytes each time it is asked. */
export interface PacketStanding {
  readonly packet: ShelvedPacket;
  readonly evidence: readonly EvidenceReferenceState[];
  readonly options: readonly OptionAvailability[];
  /** Ids of the blockers that are not closed. */
  readonly openBlockers: readonly string[];
}

/** The packets as the review window sees them. */
export class Packets {
  readonly #station: Station;

  constructor(station: Station) {
    this.#station = station;
  }

  async list(): Promise<Result<readonly PacketSummary[], Problem>> {
    const { packets } = await this.#station.library.packets();
    const decisions = await this.#decisions();
    return ok(packets.map((packet) => this.#summary(packet, decisions)));
  }

  async view(sha256: Sha256): Promise<Result<PacketView, Problem>> {
    const standing = await this.standing(sha256);
    if (!standing.ok) return standing;
    const { packet, evidence, options } = standing.value;
    const decisions = await this.#decisions();
    return ok({
      summary: this.#summary(packet, decisions),
      reading: packet.reading,
      options,
      evidence,
      decisions: decisions.filter((one) => one.packet === sha256),
    });
  }

  async standing(sha256: Sha256): Promise<Result<PacketStanding, Problem>> {
    const packet = await this.#station.library.packet(sha256);
    if (!packet.ok) return packet;
    const { reading } = packet.value;
    const now = new Date().toISOString();
    const bundles = await this.#station.vault.bundles();
    if (!bundles.ok) return err(problemOf('bundle', bundles.error));
    const evidence = evidenceStates(reading.packet.evidence, bundles.value);
    return ok({
      packet: packet.value,
      evidence,
      options: availability({ reading, evidence, authority: NO_AUTHORITY, now }),
      openBlockers: openBlockers(packet.value, now),
    });
  }

  /** Newest first. */
  async #decisions(): Promise<readonly DecisionView[]> {
    const { statements } = await this.#station.shelf.statements();
    return statements.flatMap((one) => (isDecision(one.opened) ? [decisionView(one.opened, one)] : [])).reverse();
  }

  #summary(packet: ShelvedPacket, decisions: readonly DecisionView[]): PacketSummary {
    const newest = decisions.find((one) => one.packet === packet.sha256);
    return packetSummary(packet, openBlockers(packet, new Date().toISOString()).length, newest?.option ?? null);
  }
}

function openBlockers({ reading }: ShelvedPacket, now: string): readonly string[] {
  return reading.packet.blockers
    .filter((blocker) => blockerLocks(blocker, reading, NO_AUTHORITY, now).length > 0)
    .map((blocker) => blocker.id);
}
