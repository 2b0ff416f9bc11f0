import type { DecisionView, PacketSummary, PacketView } from '../../../shared/contract/views.ts';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import type { EvidenceReferenceState } from '../../../shared/evidence/types.ts';
import { type Failure, failure } from '../../../shared/failure/failure.ts';
import { finding } from '../../../shared/finding/index.ts';
import { packetChanges } from '../../../shared/packet/changes.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { availability } from '../../../shared/rules/availability.ts';
import { evidenceStates } from '../../../shared/rules/reference-states.ts';
import { isLaterRevision, revisionConflict } from '../../../shared/rules/revision-order.ts';
import { type BlockerStanding, blockerStandings, openIds } from '../../../shared/rules/standing.ts';
import type { OptionAvailability } from '../../../shared/rules/types.ts';
import type { HeldPacket } from '../packet-store.ts';
import type { HeldStatements } from '../statement-store.ts';
import type { Station } from '../station.ts';
import { decisionViews, packetSummary } from '../views.ts';
import { blockerViews } from './blocker-views.ts';
import { type HeldAuthority, heldAuthority } from './held-authority.ts';
import { type HeldBundles, heldBundles } from './held-bundles.ts';

/** How things stand with one packet now, made anew from the vault's bytes each time it is asked. */
export interface PacketStanding {
  readonly packet: HeldPacket;
  readonly evidence: readonly EvidenceReferenceState[];
  readonly options: readonly OptionAvailability[];
  /** Each blocker of the packet, in its order: what it says, and what is so now. */
  readonly blockers: readonly BlockerStanding[];
  readonly held: HeldAuthority;
  /** Everything held: decisions on other revisions are in the same chain. */
  readonly heldStatements: HeldStatements;
  readonly heldBundles: HeldBundles;
  /** The latest revision of the same packet id that is here, where that is a later one. */
  readonly supersededBy: HeldPacket | null;
  /** The time that all of this was looked at: UTC, RFC 3339. */
  readonly now: string;
}

/** The packets as the review window sees them. */
export class Packets {
  readonly #station: Pick<Station, 'journal' | 'packetStore' | 'statementStore' | 'vault'>;

  constructor(station: Pick<Station, 'journal' | 'packetStore' | 'statementStore' | 'vault'>) {
    this.#station = station;
  }

  async list(): Promise<Result<readonly PacketSummary[], Failure>> {
    const { packets } = await this.#station.packetStore.packets();
    const heldStatements = await this.#station.statementStore.contents();
    const bundles = await heldBundles(this.#station.vault);
    if (!bundles.ok) return bundles;
    const decisions = decisionViews(heldStatements, this.#station.journal.entries());
    const now = new Date().toISOString();
    return ok(
      packets.map((one) => {
        const packet = besideLost(one, heldStatements, sameId(one, packets));
        const { authority } = heldAuthority(heldStatements, packetId(packet), bundles.value);
        const open = openIds(blockerStandings(packet.reading, authority, now));
        return packetSummary(packet, open.length, decisionInForce(decisions, packet.sha256));
      }),
    );
  }

  /** What is on this station by its journal, and cannot be shown: never passed over in silence. */
  async damaged(): Promise<Result<readonly Failure[], Failure>> {
    const [{ failures }, heldStatements] = await Promise.all([
      this.#station.packetStore.packets(),
      this.#station.statementStore.contents(),
    ]);
    return ok([...failures, ...heldStatements.failures]);
  }

  async view(sha256: Sha256): Promise<Result<PacketView, Failure>> {
    const standing = await this.standing(sha256);
    if (!standing.ok) return standing;
    const { packet, evidence, options, blockers, heldStatements, supersededBy } = standing.value;
    const decisions = decisionViews(heldStatements, this.#station.journal.entries());
    return ok({
      summary: packetSummary(packet, openIds(blockers).length, decisionInForce(decisions, sha256)),
      reading: packet.reading,
      options,
      blockers: blockerViews(standing.value),
      evidence,
      decisions: decisions.filter((one) => one.packet === sha256),
      supersededBy:
        supersededBy === null ? null : { sha256: supersededBy.sha256, revision: supersededBy.reading.packet.revision },
      previousRevision: await this.#previousRevision(packet),
    });
  }

  async standing(sha256: Sha256): Promise<Result<PacketStanding, Failure>> {
    const found = await this.#station.packetStore.packet(sha256);
    if (!found.ok) return found;
    const heldStatements = await this.#station.statementStore.contents();
    const packet = besideLost(found.value, heldStatements, await this.#otherRevisions(found.value));
    const { reading } = packet;
    const now = new Date().toISOString();
    const known = await heldBundles(this.#station.vault);
    if (!known.ok) return known;
    const { bundles, damaged } = known.value;
    const evidence = evidenceStates(reading.packet.evidence, bundles, [...damaged.keys()]);
    const held = heldAuthority(heldStatements, packetId(packet), known.value);
    return ok({
      packet,
      evidence,
      options: availability({ reading, evidence, authority: held.authority, now }),
      blockers: blockerStandings(reading, held.authority, now),
      held,
      heldStatements,
      heldBundles: known.value,
      supersededBy: await this.#laterRevision(packet),
      now,
    });
  }

  async #otherRevisions(packet: HeldPacket): Promise<readonly HeldPacket[]> {
    return sameId(packet, (await this.#station.packetStore.packets()).packets);
  }

  async #laterRevision(packet: HeldPacket): Promise<HeldPacket | null> {
    return latest((await this.#otherRevisions(packet)).filter((one) => isLater(one, packet)));
  }

  /** The revision before this one, and what this one says otherwise. */
  async #previousRevision(packet: HeldPacket): Promise<PacketView['previousRevision']> {
    const before = latest((await this.#otherRevisions(packet)).filter((one) => isLater(packet, one)));
    if (before === null) return null;
    const changes = packetChanges(before.reading.packet, packet.reading.packet);
    return { sha256: before.sha256, revision: before.reading.packet.revision, changes };
  }
}

/** The packets with this one's id; none where it states no id. */
function sameId({ reading }: HeldPacket, packets: readonly HeldPacket[]): readonly HeldPacket[] {
  const { id } = reading.packet;
  return id === '' ? [] : packets.filter((one) => one.reading.packet.id === id);
}

function isLater(one: HeldPacket, other: HeldPacket): boolean {
  return isLaterRevision(one.reading.packet.revision, other.reading.packet.revision);
}

function latest(packets: readonly HeldPacket[]): HeldPacket | null {
  return packets.reduce<HeldPacket | null>((found, one) => (found === null || isLater(one, found) ? one : found), null);
}

/** Why nothing new may be signed for this revision; `null` while it is the latest that is here. */
export function supersededFailure({ supersededBy }: PacketStanding): Failure | null {
  if (supersededBy === null) return null;
  return failure('packet/superseded', { where: `revision ${supersededBy.reading.packet.revision}` });
}

/** Why no authority is given for these bytes: other bytes have their place. The default may still be signed. */
export function conflictFailure({ packet }: PacketStanding): Failure | null {
  const conflict = revisionConflict(packet.reading.findings);
  if (conflict === null) return null;
  return failure('packet/in-conflict', { findings: [conflict], where: packet.label });
}

/** An error where a statement was lost that may have taken authority away for this packet id: it fails closed. */
function besideLost(packet: HeldPacket, { lost }: HeldStatements, others: readonly HeldPacket[]): HeldPacket {
  const mine = new Set([packet.sha256, ...others.map(({ sha256 }) => sha256)]);
  const findings = lost
    .filter((one) => one.packet === null || mine.has(one.packet))
    .map(({ statement }) => finding('packet.statement-lost', statement));
  if (findings.length === 0) return packet;
  return { ...packet, reading: { ...packet.reading, findings: [...packet.reading.findings, ...findings] } };
}

function packetId({ reading, sha256 }: HeldPacket) {
  const treeHashes = reading.packet.evidence.map(({ treeHash }) => treeHash);
  return { id: reading.packet.id, sha256, treeHashes };
}

function decisionInForce(decisions: readonly DecisionView[], packet: Sha256): string | null {
  return decisions.find((one) => one.packet === packet && one.state === 'in-force')?.option ?? null;
}
