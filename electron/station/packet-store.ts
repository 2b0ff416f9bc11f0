import type { Sha256 } from '../../shared/encoding/bytes.ts';
import { type Failure, failure } from '../../shared/failure/failure.ts';
import { finding, hasError, isFindingCode, severities } from '../../shared/finding/index.ts';
import type { JournalEntry } from '../../shared/journal/entry.ts';
import { MAX_PACKET_BYTES } from '../../shared/packet/read.ts';
import type { PacketReading } from '../../shared/packet/types.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { revisionFindings } from '../../shared/rules/revision-order.ts';
import type { Journal } from '../core/journal/journal.ts';
import type { PacketReader } from '../core/packet/packet-reader.ts';
import type { Vault } from '../core/vault/vault.ts';
import { passedOn } from './passed-on.ts';

/**
 * A packet that was imported: which bytes, and what the journal says of how they came. The reading's findings tell too
 * where other packets on this station have the same id and cannot be put in order with it.
 */
export interface HeldPacket {
  readonly sha256: Sha256;
  /** The name it had on the medium. Untrusted text. */
  readonly label: string;
  readonly importedAt: string;
  readonly reading: PacketReading;
}

/**
 * The packets of this station. Which there are says the journal, what they say is read from the vault's bytes; a
 * reading is kept, since the bytes that a digest names never change.
 */
export class PacketStore {
  readonly #vault: Vault;
  readonly #journal: Journal;
  readonly #reader: PacketReader;
  readonly #readings = new Map<Sha256, PacketReading>();

  constructor(vault: Vault, journal: Journal, reader: PacketReader) {
    this.#reader = reader;
    this.#vault = vault;
    this.#journal = journal;
  }

  /** Newest import first. A packet whose bytes cannot be read any more is left out, and given as a failure. */
  async packets(): Promise<{ readonly packets: readonly HeldPacket[]; readonly failures: readonly Failure[] }> {
    const packets: HeldPacket[] = [];
    const failures: Failure[] = [];
    for (const entry of this.#imports().values()) {
      const packet = await this.#held(entry);
      if (packet.ok) packets.push(packet.value);
      else failures.push(packet.error);
    }
    return { packets: packets.reverse().map((one) => besideOthers(one, packets)), failures };
  }

  async packet(sha256: Sha256): Promise<Result<HeldPacket, Failure>> {
    const entry = this.#imports().get(sha256);
    if (entry === undefined) return err(failure('packet/unknown', { where: sha256 }));
    const packet = await this.#held(entry);
    return packet.ok ? ok(besideOthers(packet.value, (await this.packets()).packets)) : packet;
  }

  /** What a packet says by itself, whatever other packets are here. */
  async readingAlone(sha256: Sha256): Promise<Result<PacketReading, Failure>> {
    const entry = this.#imports().get(sha256);
    const packet = entry === undefined ? await this.packet(sha256) : await this.#held(entry);
    return packet.ok ? ok(packet.value.reading) : packet;
  }

  /** The packet's bytes, as they were imported. */
  async bytes(sha256: Sha256): Promise<Result<Uint8Array, Failure>> {
    const bytes = await this.#vault.readSmall(sha256, MAX_PACKET_BYTES);
    return bytes.ok ? bytes : err(passedOn('packet', bytes.error));
  }

  /** The newest import of each packet. */
  #imports(): ReadonlyMap<Sha256, PacketImport> {
    const imports = new Map<Sha256, PacketImport>();
    for (const { at, event } of this.#journal.entries()) {
      if (event.kind !== 'import-finished' || event.what !== 'packet') continue;
      imports.delete(event.id);
      const wasWhole = !event.findings.some(isError);
      imports.set(event.id, { sha256: event.id, label: event.label, at, wasWhole });
    }
    return imports;
  }

  async #held({ sha256, label, at, wasWhole }: PacketImport): Promise<Result<HeldPacket, Failure>> {
    const known = this.#readings.get(sha256);
    if (known !== undefined) return ok({ sha256, label, importedAt: at, reading: known });
    const bytes = await this.bytes(sha256);
    if (!bytes.ok) return bytes;
    const reading = await this.#reader.read([{ name: label, bytes: bytes.value }]);
    if (!reading.ok) {
      return err(failure('packet/unreadable', { findings: reading.error.slice(0, 1), where: label }));
    }
    const read = wasWhole ? sinceImport(reading.value) : reading.value;
    this.#readings.set(sha256, read);
    return ok({ sha256, label, importedAt: at, reading: read });
  }
}

/** Says it first where the reader of an earlier version found no error in these bytes, and this one does. */
function sinceImport(reading: PacketReading): PacketReading {
  if (!hasError(reading.findings)) return reading;
  return { ...reading, findings: [finding('packet.read-more-strictly', 'packet'), ...reading.findings] };
}

/** A code that this version does not know may have been an error. */
function isError(code: string): boolean {
  return !isFindingCode(code) || severities[code] === 'error';
}

/** An error where another packet has this one's id and nobody can tell which of the two is later: see `revisionOrder`. */
function besideOthers(one: HeldPacket, all: readonly HeldPacket[]): HeldPacket {
  const { id } = one.reading.packet;
  const others = id === '' ? [] : all.filter(({ reading }) => reading.packet.id === id);
  const findings = revisionFindings(statedRevision(one), others.map(statedRevision));
  if (findings.length === 0) return one;
  return { ...one, reading: { ...one.reading, findings: [...one.reading.findings, ...findings] } };
}

function statedRevision({ sha256, reading }: HeldPacket) {
  return { sha256, revision: reading.packet.revision };
}

interface PacketImport {
  readonly sha256: Sha256;
  readonly label: string;
  readonly at: JournalEntry['at'];
  /** No error was found when it was imported. */
  readonly wasWhole: boolean;
}
