import { type Finding, finding } from '../../finding/index.ts';
import { type BagList, type BagReading, readBag } from '../bagit.ts';
import { BAG_INFO_NAMES } from '../bagit-tags.ts';
import { CappedFindings } from '../capped-findings.ts';
import type { Hashing } from '../hashing.ts';
import { EvidenceReadError, type EvidenceReader, readSmallFile } from '../reader.ts';
import type { Manifest } from './claims.ts';
import { findManifests, type SumsFile } from './find.ts';
import { folderOf } from './look.ts';
import { parseSums, type SumsReading } from './sums.ts';

/** Of all manifests together: they are in memory while the tree is compared. That of a million files has about 150 MB. */
const MAX_BYTES = 1024 * 1024 * 1024;
/** Tag files that say little, and that are read into more than their bytes. */
const READ_INTO_VALUES: ReadonlySet<string> = new Set(['bagit.txt', ...BAG_INFO_NAMES]);
const MAX_VALUES_BYTES = 1024 * 1024;
/** Of a file that only its lines can show to be a manifest, or that may be a signature, this much is looked at first. */
const HEAD_BYTES = 64 * 1024;

/** A list of digests, and whether it is meant to list everything below its folder. */
export interface SumsManifest extends Manifest {
  readonly extent: 'folder' | 'named';
}

export interface ReadManifests {
  readonly bags: readonly BagReading[];
  readonly sums: readonly SumsManifest[];
  /** Files that no list of digests need hold: other manifests, signatures over them, `bagit.txt`. */
  readonly exempt: ReadonlySet<string>;
  /** What describes a bag: BagIt leaves it open whether a manifest vouches for these. */
  readonly bagInfos: ReadonlySet<string>;
  readonly findings: readonly Finding[];
}

/** Finds and reads every manifest of a tree. What looks like one and cannot be read as one is a finding. */
export async function readManifests(reader: EvidenceReader, hashing: Hashing): Promise<ReadManifests> {
  return await new ManifestReader(reader, hashing).read();
}

class ManifestReader {
  readonly #reader: EvidenceReader;
  readonly #hashing: Hashing;
  readonly #exempt = new Set<string>();
  readonly #bagInfos = new Set<string>();
  readonly #findings: Finding[] = [];
  readonly #unread = new CappedFindings();
  #room = MAX_BYTES;

  constructor(reader: EvidenceReader, hashing: Hashing) {
    this.#reader = reader;
    this.#hashing = hashing;
  }

  async read(): Promise<ReadManifests> {
    const found = findManifests(this.#reader);
    this.#findings.push(...found.findings);
    const bags: BagReading[] = [];
    for (const [folder, names] of found.bags) bags.push(await this.#readBag(folder, names));
    const sums: SumsManifest[] = [];
    for (const file of found.sums) {
      const read = await this.#readSums(file);
      if (read !== null) sums.push(read);
    }
    for (const { path, size } of found.signatures) {
      const read = await this.#readSignature(path, size);
      if (read !== null) sums.push(read);
    }
    const findings = [...this.#findings, ...this.#unread.list('the bundle')];
    return { bags, sums, exempt: this.#exempt, bagInfos: this.#bagInfos, findings };
  }

  async #readBag(folder: string, names: readonly string[]): Promise<BagReading> {
    const tagFiles = new Map<string, Uint8Array>();
    for (const name of names) {
      const isInfo = name === 'fetch.txt' || BAG_INFO_NAMES.some((one) => one === name);
      (isInfo ? this.#bagInfos : this.#exempt).add(folder + name);
      const bytes = await this.#bytes(folder + name, READ_INTO_VALUES.has(name) ? MAX_VALUES_BYTES : MAX_BYTES);
      if (bytes !== null) tagFiles.set(name, bytes);
    }
    const bag = readBag({ folder, tagFiles });
    this.#findings.push(...bag.findings, ...bag.lists.flatMap(({ reading }) => reading.findings));
    return bag;
  }

  async #readSums({ path, size, look }: SumsFile): Promise<SumsManifest | null> {
    if (!look.isSure && size > HEAD_BYTES && !(await this.#headIsList(path))) return null;
    const bytes = await this.#bytes(path, MAX_BYTES);
    if (bytes === null) return null;
    const reading = parseSums(bytes, path, this.#subjectOf(path, look.subject));
    if (!look.isSure && !this.#listsWhatIsThere(reading)) return null;
    return this.#take(path, reading, look.extent);
  }

  /** A signature over a manifest beside it, or the manifest once more with its signature around it. */
  async #readSignature(path: string, size: number): Promise<SumsManifest | null> {
    const isList = size <= HEAD_BYTES || (await this.#headIsList(path));
    const bytes = isList ? await this.#bytes(path, MAX_BYTES) : null;
    const reading = bytes === null ? null : parseSums(bytes, path);
    if (reading !== null && reading.count > 0) return this.#take(path, reading, 'folder');
    this.#exempt.add(path);
    this.#unread.add(finding('evidence.manifest-signature-not-checked', path));
    return null;
  }

  #take(path: string, reading: SumsReading, extent: SumsManifest['extent']): SumsManifest | null {
    this.#exempt.add(path);
    const notRead = (observed: string): void => {
      this.#unread.add(finding('evidence.manifest-not-read', path, { observed }));
    };
    if (reading.others.length > 0) notRead(reading.others.join(', '));
    const isList = reading.count > 0 || reading.findings.some(({ code }) => code === 'evidence.manifest-not-utf8');
    if (isList) this.#findings.push(...reading.findings);
    else notRead('no line is a digest and a name');
    return reading.count === 0 ? null : { path, reading, extent, missing: 'evidence.manifest-missing-file' };
  }

  /** The file that a digest without a name is of, where it is there. */
  #subjectOf(path: string, subject: string | null): string | null {
    return subject !== null && this.#reader.find(folderOf(path) + subject) !== null ? subject : null;
  }

  #listsWhatIsThere({ listed }: SumsReading): boolean {
    for (const { path } of listed) if (this.#reader.find(path) !== null) return true;
    return false;
  }

  /** Whether a file begins as a list of digests does. */
  async #headIsList(path: string): Promise<boolean> {
    const head = await this.#head(path);
    if (head === null) return false;
    // The head may end within a character or a line.
    const end = head.lastIndexOf(0x0a) + 1;
    return parseSums(head.subarray(0, end), path).count > 0;
  }

  async #head(path: string): Promise<Uint8Array | null> {
    const content = this.#reader.readFile(path);
    if (content === null) return null;
    const head = new Uint8Array(HEAD_BYTES);
    let length = 0;
    try {
      for await (const chunk of content) {
        const part = chunk.subarray(0, HEAD_BYTES - length);
        head.set(part, length);
        length += part.length;
        if (length === HEAD_BYTES) break;
      }
    } catch (thrown) {
      if (thrown instanceof EvidenceReadError) return null;
      throw thrown;
    }
    return head.subarray(0, length);
  }

  async #bytes(path: string, maxBytes: number): Promise<Uint8Array | null> {
    const bytes = await readSmallFile(this.#reader, path, Math.min(maxBytes, this.#room), this.#hashing);
    if (bytes.ok) {
      this.#room -= bytes.value.length;
      return bytes.value;
    }
    this.#unread.add(finding('evidence.unreadable', path, { observed: bytes.error }));
    return null;
  }
}

/** A list of a bag as any other manifest. */
export function manifestOfBag({ kind, path, reading }: BagList): Manifest {
  return { path, reading, missing: kind === 'fetch' ? 'evidence.bag-incomplete' : 'evidence.manifest-missing-file' };
}
