import type { Sha256 } from '../../shared/bytes.ts';
import type { Problem } from '../../shared/contract/channel.ts';
import type { PacketSummary, PacketView } from '../../shared/contract/views.ts';
import { evidenceStates } from '../../shared/evidence/reference-states.ts';
import type { EvidenceReferenceState } from '../../shared/evidence/types.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { availability } from '../../shared/rules/availability.ts';
import { blockerLocks } from '../../shared/rules/blockers.ts';
import type { OptionAvailability } from '../../shared/rules/types.ts';
import { isLaterRevision } from '../../shared/statement/chain.ts';
import { type HeldAuthority, heldAuthority } from './held-authority.ts';
import type { ShelvedPacket } from './library.ts';
import { problemOf } from './problems.ts';
import type { ShelfContents } from './shelf.ts';
import type { Station } from './station.ts';
import { decisionViews, packetSummary } from './views.ts';

/** How things stand with one packet now, made anew from the vault's bytes each time it is asked. */
export interface PacketStanding {
  readonly packet: ShelvedPacket;
  readonly evidence: readonly EvidenceReferenceState[];
  readonly options: readonly OptionAvailability[];
  /** Ids of the blockers that are not closed. */
  readonly openBlockers: readonly string[];
  readonly held: HeldAuthority;
  /** Everything on the shelf: decisions on other revisions are in the same chain. */
  readonly shelf: ShelfContents;
  /** The latest revision of the same packet id that is here, where that is a later one. */
  readonly supersededBy: ShelvedPacket | null;
  /** The time that all of this was looked at: UTC, RFC 3339. */
  readonly now: string;
}

/** The packets as the review window sees them. */
export class Packets {
  readonly #station: Station;

  constructor(station: Station) {
    this.#station = station;
  }

  async list(): Promise<Result<readonly PacketSummary[], Problem>> {
    const { packets } = await this.#station.library.packets();
    const shelf = await this.#station.shelf.contents();
    const now = new Date().toISOString();
    return ok(
      packets.map((packet) => {
        const open = openBlockers(packet, heldAuthority(shelf, packetId(packet)), now);
        return packetSummary(packet, open.length, newestDecision(shelf, packet.sha256));
      }),
    );
  }

  async view(sha256: Sha256): Promise<Result<PacketView, Problem>> {
    const standing = await this.standing(sha256);
    if (!standing.ok) return standing;
    const { packet, evidence, options, openBlockers: open, shelf, supersededBy } = standing.value;
    return ok({
      summary: packetSummary(packet, open.length, newestDecision(shelf, sha256)),
      reading: packet.reading,
      options,
      evidence,
      decisions: decisionViews(shelf).filter((one) => one.packet === sha256),
      supersededBy:
        supersededBy === null ? null : { sha256: supersededBy.sha256, revision: supersededBy.reading.packet.revision },
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
    const shelf = await this.#station.shelf.contents();
    const held = heldAuthority(shelf, packetId(packet.value));
    return ok({
      packet: packet.value,
      evidence,
      options: availability({ reading, evidence, authority: held.authority, now }),
      openBlockers: openBlockers(packet.value, held, now),
      held,
      shelf,
      supersededBy: await this.#laterRevision(packet.value),
      now,
    });
  }

  async #laterRevision({ reading }: ShelvedPacket): Promise<ShelvedPacket | null> {
    const { id, revision } = reading.packet;
    if (id === '') return null;
    const { packets } = await this.#station.library.packets();
    return packets
      .filter((one) => one.reading.packet.id === id && isLaterRevision(one.reading.packet.revision, revision))
      .reduce<ShelvedPacket | null>(
        (latest, one) =>
          latest === null || isLaterRevision(one.reading.packet.revision, latest.reading.packet.revision)
            ? one
            : latest,
        null,
      );
  }
}

/** Why nothing new may be signed for this revision; `null` while it is the latest that is here. */
export function supersededProblem({ supersededBy }: PacketStanding): Problem | null {
  if (supersededBy === null) return null;
  const sentence = 'A later revision of this packet is here, and only that one may be signed for: open it.';
  return { code: 'packet/superseded', sentence, where: `revision ${supersededBy.reading.packet.revision}` };
}

function packetId({ reading, sha256 }: ShelvedPacket) {
  return { id: reading.packet.id, sha256 };
}

function newestDecision(shelf: ShelfContents, packet: Sha256): string | null {
  return decisionViews(shelf).find((one) => one.packet === packet)?.option ?? null;
}

function openBlockers({ reading }: ShelvedPacket, { authority }: HeldAuthority, now: string): readonly string[] {
  return reading.packet.blockers
    .filter((blocker) => blockerLocks(blocker, reading, authority, now).length > 0)
    .map((blocker) => blocker.id);
}
