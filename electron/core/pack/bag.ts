import { toHex, utf8 } from '../../../shared/encoding/bytes.ts';
import { PAYLOAD_LINKS, payloadLinkLine } from '../../../shared/evidence/bagit.ts';
import { BAGIT_TXT, bagInfoText, bagManifestText } from '../../../shared/evidence/bagit-write.ts';
import { CHECKS_FILE } from '../../../shared/evidence/checks/checks-file.ts';
import { evidenceFile } from '../../../shared/evidence/leaf.ts';
import { TreeFold } from '../../../shared/evidence/tree-fold.ts';
import type { EvidenceFile, FileKind, TreeSummary } from '../../../shared/evidence/types.ts';
import { type Finding, finding, hasError } from '../../../shared/finding/index.ts';
import { LONGEST_PATH } from '../archive/entry-path.ts';
import { byteName } from '../media/byte-name.ts';
import type { Folder } from '../media/folder.ts';
import { entryLine, parseLine } from '../tree/entry-line.ts';
import { runtimeHashing } from '../tree/hashing.ts';
import { PackStop, refusedPack } from './pack-failure.ts';
import { type SourceLeaf, sourceLeaves } from './source.ts';

const PAYLOAD = 'data';
const AGENT = 'Holdfast';
/** A path inside an archive has `top/data/` before it, and a top folder's name has at most 255 bytes. */
const LONGEST_SOURCE_PATH = LONGEST_PATH - 255 - '/data/'.length;

/** One entry of the bag, relative to its root; read to its end before the next is asked for. */
export interface BagEntry {
  readonly path: string;
  readonly kind: FileKind | 'directory';
  readonly size: number;
  /** Each chunk is a buffer of its own. */
  readonly content: Iterable<Uint8Array>;
}

/** How far packing has come. */
export interface PackProgress {
  readonly files: number;
  readonly bytes: number;
  /** The file in hand, relative to the directory that is packed. Untrusted text. */
  readonly current: string;
}

export interface PackedTrees {
  /** The directory that was packed, seen from its own root: what `holdfast hash DIR` prints. */
  readonly payload: TreeSummary;
  /** The bag, seen from its root. */
  readonly bag: TreeSummary;
  /** What is flagged but not refused. */
  readonly findings: readonly Finding[];
}

/**
 * A directory as the entries of a BagIt 1.0 bag (RFC 8493): the payload in path order, read once, then the tag files,
 * which hold the digests of what was read. Memory: some 250 bytes a file.
 */
export class BagMaker {
  readonly #root: Folder;
  readonly #checks: Uint8Array | null;
  readonly #baggingDate: string;
  readonly #onProgress: (progress: PackProgress) => void;
  readonly #payloadFold = new TreeFold(runtimeHashing);
  /** Payload leaves as lines, which take a third of what objects do. */
  readonly #payload: string[] = [];
  readonly #tags: { readonly file: EvidenceFile; readonly bytes: Uint8Array }[] = [];
  readonly #findings: Finding[] = [];
  readonly #linkLines = runtimeHashing.sha256();
  #octets = 0;
  #files = 0;
  #links = 0;

  /**
   * @param checks the bytes of a `checks.json` that was parsed; `null` for none
   * @param baggingDate `YYYY-MM-DD`
   * @param onProgress called before each file and after each chunk of 256 KiB
   */
  constructor(
    root: Folder,
    checks: Uint8Array | null,
    baggingDate: string,
    onProgress: (progress: PackProgress) => void,
  ) {
    this.#root = root;
    this.#checks = checks;
    this.#baggingDate = baggingDate;
    this.#onProgress = onProgress;
  }

  /** To be iterated once, to its end. @throws PackStop when the directory holds what no bundle may hold */
  *entries(): Generator<BagEntry> {
    // First, so that whoever imports the archive knows what to search for while reading the rest.
    if (this.#checks !== null) yield tagEntry(CHECKS_FILE, this.#checks);
    yield { path: PAYLOAD, kind: 'directory', size: 0, content: [] };
    const take = (file: EvidenceFile): void => this.#take(file);
    const note = (one: Finding): void => {
      this.#findings.push(one);
    };
    for (const leaf of sourceLeaves(this.#root, take, note)) {
      if (Buffer.byteLength(leaf.path) > LONGEST_SOURCE_PATH) {
        throw new PackStop(
          refusedPack([...this.#findings, finding('evidence.path-too-long', leaf.path.slice(0, 255))]),
        );
      }
      yield { ...leaf, path: `${PAYLOAD}/${leaf.path}`, content: this.#told(leaf) };
    }
    if (hasError(this.#findings)) throw new PackStop(refusedPack(this.#findings));
    this.#writeTags();
    for (const { file, bytes } of this.#tags) if (file.path !== CHECKS_FILE) yield tagEntry(file.path, bytes);
  }

  /** To be called once, after the last entry. */
  finish(): PackedTrees {
    const fold = new TreeFold(runtimeHashing);
    const isBefore = ({ file }: { file: EvidenceFile }): boolean => file.path < PAYLOAD;
    for (const { file } of this.#tags.filter(isBefore)) fold.add(file);
    for (const file of this.#payloadInBag()) fold.add(file);
    for (const tag of this.#tags) if (!isBefore(tag)) fold.add(tag.file);
    const manifest = this.#tags.find(({ file }) => file.path === 'manifest-sha256.txt');
    const bag = { ...fold.finish(), ...(manifest === undefined ? {} : { bagManifest: manifest.file.sha256 }) };
    return { payload: this.#payloadFold.finish(), bag, findings: this.#findings };
  }

  *#told(leaf: SourceLeaf): Generator<Uint8Array> {
    let bytes = this.#octets;
    this.#onProgress({ files: this.#files, bytes, current: leaf.path });
    for (const chunk of leaf.content) {
      if (leaf.kind !== 'symlink') bytes += chunk.length;
      yield chunk;
      this.#onProgress({ files: this.#files, bytes, current: leaf.path });
    }
  }

  #take(file: EvidenceFile): void {
    this.#payloadFold.add(file);
    this.#payload.push(entryLine(file.kind, file, file.size, byteName(file.path)).slice(0, -1));
    if (file.kind === 'symlink') {
      this.#linkLines.update(payloadLinkLine(file.sha256, `${PAYLOAD}/${file.path}`));
      this.#links += 1;
      return;
    }
    this.#octets += file.size;
    this.#files += 1;
  }

  /** In the order of their paths; the tag manifest lists all the others. */
  #writeTags(): void {
    const info = [
      { label: 'Bag-Software-Agent', value: AGENT },
      { label: 'Bagging-Date', value: this.#baggingDate },
      ...(this.#links === 0 ? [] : [{ label: PAYLOAD_LINKS, value: toHex(this.#linkLines.digest()) }]),
      { label: 'Payload-Oxum', value: `${this.#octets}.${this.#files}` },
    ];
    this.#addTag('bag-info.txt', utf8(bagInfoText(info)));
    this.#addTag('bagit.txt', utf8(BAGIT_TXT));
    if (this.#checks !== null) this.#addTag(CHECKS_FILE, this.#checks);
    this.#addTag('manifest-sha256.txt', utf8(bagManifestText(this.#payloadDigests())));
    const tags = this.#tags.map(({ file }) => ({ path: file.path, digest: file.sha256 }));
    this.#addTag('tagmanifest-sha256.txt', utf8(bagManifestText(tags)));
  }

  #addTag(path: string, bytes: Uint8Array): void {
    this.#tags.push({ file: evidenceFile(path, bytes, 'file', runtimeHashing), bytes });
  }

  /** BagIt knows regular files alone, so a manifest lists no symlinks: `bag-info.txt` vouches for those. */
  *#payloadDigests(): Generator<{ path: string; digest: string }> {
    for (const file of this.#payloadInBag()) {
      if (file.kind !== 'symlink') yield { path: file.path, digest: file.sha256 };
    }
  }

  *#payloadInBag(): Generator<EvidenceFile> {
    for (const line of this.#payload) {
      const read = parseLine(line);
      if (read === null) throw new Error(`not a leaf: ${JSON.stringify(line)}`);
      yield { ...read.file, path: `${PAYLOAD}/${read.file.path}` };
    }
  }
}

function tagEntry(path: string, bytes: Uint8Array): BagEntry {
  return { path, kind: 'file', size: bytes.length, content: [bytes] };
}
