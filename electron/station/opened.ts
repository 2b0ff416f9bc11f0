import type { FileAsked } from '../../shared/contract/explorer-views.ts';
import type { SessionView } from '../../shared/contract/views.ts';
import type { Sha256 } from '../../shared/encoding/bytes.ts';
import type { EvidenceRecord } from '../../shared/statement/fields.ts';
import { lengthOf, longestParts, withPart } from '../../shared/statement/parts.ts';
import { filesOf, MOST_FILES, MOST_PARTS, type Part, type ReadRecord } from '../../shared/statement/read-record.ts';

/** Beyond these nothing more is counted: a record then says less than was opened, never more. */
const MOST_REMEMBERED_FILES = 100_000;
const MOST_REMEMBERED_PARTS = 10_000;

type Parts = readonly Part[];

/** The record of what was opened of a packet with so many lines, and of the evidence that is decided on. */
export type OpenedSoFar = (
  packet: { readonly sha256: Sha256; readonly lines: number },
  evidence: readonly EvidenceRecord[],
) => ReadRecord;

/** What one person opened since the console was started. */
interface Person {
  /** When they first signed in since then. */
  readonly since: string;
  readonly packets: Map<Sha256, Parts>;
  readonly files: Map<string, FileAsked & { readonly size: number; readonly parts: Parts }>;
}

/**
 * What this process sent to the review window while somebody was signed in, for each person, since the console was
 * started. It is not kept: a decision has what was opened before it in its own statement.
 */
export class Opened {
  readonly #session: () => SessionView | null;
  readonly #people = new Map<Sha256, Person>();
  /** The sizes of the files that were opened, by anybody or nobody. */
  readonly #sizes = new Map<string, number>();
  /** How many lines each packet has that was sent to the window. */
  readonly #packets = new Map<Sha256, number>();

  constructor(session: () => SessionView | null) {
    this.#session = session;
  }

  /** Somebody signed in, or out. */
  sessionChanged(): void {
    this.#signedIn();
  }

  /** A file was opened in the window; nothing of it is shown yet, but where it is empty that is all of it. */
  fileOpened(asked: FileAsked, size: number): void {
    if (this.#sizes.size < MOST_REMEMBERED_FILES) this.#sizes.set(keyOf(asked), size);
    if (size === 0) this.#remember(asked, size, []);
  }

  /** Bytes of a file were sent to the window. */
  bytesSent(asked: FileAsked, { first, last }: Part): void {
    const size = this.#sizes.get(keyOf(asked));
    if (size === undefined || size === 0) return;
    const parts = withPart([], { first: Math.max(0, first), last: Math.min(last, size - 1) });
    if (parts.length > 0) this.#remember(asked, size, parts);
  }

  /** All of a file was sent to the window. */
  wholeSent(asked: FileAsked): void {
    this.bytesSent(asked, { first: 0, last: Number.MAX_SAFE_INTEGER });
  }

  /** A packet was sent to the window, whole. */
  packetSent(packet: Sha256, lines: number): void {
    this.#packets.set(packet, lines);
  }

  /** The window says that these lines are on the screen: of a packet that it was sent, the lines that it has. */
  linesShown(packet: Sha256, shown: Parts): void {
    const lines = this.#packets.get(packet);
    const person = this.#signedIn();
    if (lines === undefined || person === null) return;
    const clipped = shown.map(({ first, last }) => ({ first: Math.max(1, first), last: Math.min(last, lines) }));
    person.packets.set(packet, clipped.reduce(withBounded, person.packets.get(packet) ?? []));
  }

  /**
   * What a person opened up to now, to be recorded of any packet and evidence. What is opened later is not in it: a
   * statement that is made again while it is signed must have the same bytes.
   */
  soFar(who: Sha256): OpenedSoFar {
    const person = this.#people.get(who) ?? null;
    const since = person?.since ?? null;
    const packets = new Map(person?.packets);
    const everyFile = [...(person?.files.values() ?? [])];
    return (packet, evidence) => {
      const trees = new Set<string>(evidence.map(({ treeHashes }) => treeHashes.dirHash));
      const opened = everyFile.filter(({ bundle }) => trees.has(bundle));
      const files = opened.slice(0, MOST_FILES).map(({ bundle, path, size, parts }) => ({
        evidence: bundle,
        path,
        size,
        shown: lengthOf(parts),
        parts: longestParts(parts, MOST_PARTS),
      }));
      const lines = packets.get(packet.sha256) ?? [];
      return {
        since,
        packet: { size: packet.lines, shown: lengthOf(lines), parts: longestParts(lines, MOST_PARTS) },
        filesTotal: filesOf(evidence),
        files,
        filesMore: opened.length - files.length,
      };
    };
  }

  #remember({ bundle, path }: FileAsked, size: number, parts: Parts): void {
    const files = this.#signedIn()?.files;
    if (files === undefined) return;
    const key = keyOf({ bundle, path });
    const known = files.get(key);
    if (known === undefined && files.size >= MOST_REMEMBERED_FILES) return;
    files.set(key, { bundle, path, size, parts: parts.reduce(withBounded, known?.parts ?? []) });
  }

  /** Whoever is signed in, whose record begins with it; `null` for nobody. */
  #signedIn(): Person | null {
    const session = this.#session();
    if (session === null) return null;
    const known = this.#people.get(session.identity);
    if (known !== undefined) return known;
    const person = { since: session.since, packets: new Map(), files: new Map() };
    this.#people.set(session.identity, person);
    return person;
  }
}

function keyOf({ bundle, path }: FileAsked): string {
  return `${bundle}/${path}`;
}

function withBounded(parts: Parts, added: Part): Parts {
  const joined = withPart(parts, added);
  return joined.length <= MOST_REMEMBERED_PARTS ? joined : parts;
}
