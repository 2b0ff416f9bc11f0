import type { Sha256 } from '../encoding/bytes.ts';
import type { Finding } from '../finding/index.ts';
import type { BundleVerdict } from './verdict.ts';

/** git's three kinds of leaf: 100644, 100755, 120000. */
export type FileKind = 'file' | 'executable' | 'symlink';

/** One leaf of an evidence tree, as it was read. */
export interface EvidenceFile {
  /** Relative to the root, `/` between names, never normalised. */
  readonly path: string;
  readonly kind: FileKind;
  /** Bytes of content; of the link's target for a symlink. */
  readonly size: number;
  /** Hex SHA-256 of the content; of the link's target for a symlink. */
  readonly sha256: Sha256;
  /** Where it was computed: two more digests of every byte. */
  readonly git?: GitBlob;
}

/** What git calls a content: hex SHA-1 and SHA-256 of its blob object, which is `blob <size>\0` and the content. */
export interface GitBlob {
  readonly sha1: string;
  readonly sha256: string;
}

/** A leaf of which git's ids are known. */
export type GitFile = EvidenceFile & { readonly git: GitBlob };

/** The tree hashes of docs/formats/evidence.md over one tree, lower-case hex. git's ids are there where they were computed. */
export interface TreeHashes {
  readonly dirHash: Sha256;
  readonly gitTreeSha256?: string;
  readonly gitTreeSha1?: string;
  readonly merkleSha256: string;
  readonly sha256sumDot: string;
  /** Only for a bag: SHA-256 of `manifest-sha256.txt` as it stands. */
  readonly bagManifest?: string;
}

export type TreeAlgorithm = keyof TreeHashes;

/** What `holdfast hash` prints. */
export interface TreeSummary extends TreeHashes {
  readonly files: number;
  readonly bytes: number;
}

export type BundleForm = 'directory' | 'zip' | 'tar' | 'tar.gz';
export type BundleLayout = 'plain' | 'bag' | 'sha256sums';

/** `pass` alone counts; `unknown` is not a pass. */
export type CheckOutcome = 'pass' | 'fail' | 'unknown';

export type CheckType = 'rollback-proof' | 'entry-exit' | 'probe-results' | 'forbidden-tokens' | 'seal';

/** What the console itself observed for one check of a bundle. */
export interface CheckResult {
  readonly id: string;
  readonly type: CheckType;
  readonly title: string;
  readonly result: CheckOutcome;
  /** One sentence: why this is the result. */
  readonly reason: string;
  /** Observed values by name (digests in hex, counts in decimal). */
  readonly observed: Readonly<Record<string, string>>;
}

/** A manifest of a bundle, and the SHA-256 of it as it stands. */
export interface BundleManifest {
  /** Relative to where the bundle is judged from. */
  readonly path: string;
  readonly sha256: Sha256;
}

/** The tree hashes that can be made from names and SHA-256 digests alone. */
export type ListedHashes = Pick<TreeHashes, 'dirHash' | 'merkleSha256' | 'sha256sumDot'>;

/** One imported evidence bundle, as the vault keeps it. */
export interface BundleRecord {
  /** The tree's dirHash: two imports of the same tree are one bundle. */
  readonly id: Sha256;
  /** The name it had on the medium. Untrusted text. */
  readonly label: string;
  readonly form: BundleForm;
  readonly layout: BundleLayout;
  readonly summary: TreeSummary;
  /** The tree's hashes under other spellings of its root, where they were folded (see `foldSpellings`). */
  readonly spellings?: Spellings<TreeHashes>;
  /** SHA-256 of the leaves as lines: see `leafLine`. Absent from records of before it was computed. */
  readonly leavesSha256?: Sha256;
  /** git's tree hashes with other executable bits, where they were folded. */
  readonly gitModes?: GitModes;
  /** The manifests that it holds: their hashes are handed about in place of the tree's. */
  readonly manifests?: readonly BundleManifest[];
  /** Where files are not as its SHA-256 manifests list them: the tree as it is listed (see `treeAsListed`). */
  readonly asListed?: Spellings<ListedHashes>;
  readonly verdict: BundleVerdict;
  readonly findings: readonly Finding[];
  readonly checks: readonly CheckResult[];
  /** UTC, RFC 3339. The station's clock is not trusted. */
  readonly importedAt: string;
}

/**
 * What the hashed paths were relative to: the bundle's root as it is; the root taken as a folder of its own name
 * (`bundle/file`); the inside of the only folder at the root; the `data/` of a bag; the inside of a further wrapping (a
 * bag in a bag, a folder in a bag or in a folder).
 */
export type RootSpelling = NamedSpelling | 'inner';
export type NamedSpelling = 'asRoot' | 'withTopFolder' | 'withoutTopFolder' | 'payload';

/** Tree hashes of one bundle by the spelling of its root, those of further wrappings from the outside in. */
export type Spellings<Hashes> = Readonly<Partial<Record<NamedSpelling, Hashes>>> & {
  readonly inner?: readonly Hashes[];
};

/** The hashes that cover executable bits. */
export type GitTrees = Required<Pick<TreeHashes, 'gitTreeSha1' | 'gitTreeSha256'>>;

/** Executable bits as a medium that keeps none gives them: no file has one, or every file does. */
export type ExecutableBits = 'none' | 'all';

/** git's tree hashes of one bundle with other executable bits than those it has (see `foldGitModes`). */
export type GitModes = Readonly<Partial<Record<ExecutableBits, Spellings<GitTrees>>>>;

/** How a digest that a packet names compares with a bundle's tree hashes. */
export type TreeMatch =
  | {
      readonly kind: 'matched';
      readonly algorithm: TreeAlgorithm;
      readonly spelling?: RootSpelling;
      /** The executable bits that give this hash, where they are not those of the bundle. */
      readonly executable?: ExecutableBits;
    }
  | { readonly kind: 'unmatched' }
  /** It matches nothing that is known, and may be one of git's ids, which were not computed yet. */
  | { readonly kind: 'not-computed' }
  | { readonly kind: 'not-supplied' };

/** What the console knows of one evidence reference of a packet. */
export interface EvidenceReferenceState {
  readonly treeHash: string;
  readonly match: TreeMatch;
  /**
   * Every bundle that matched; with `unmatched` every bundle it was compared with; with `not-computed` those whose ids are
   * to be computed.
   */
  readonly bundles: readonly BundleRecord[];
}
