import { fromBase64, fromHex, type Sha256, toBase64, toHex } from '../encoding/bytes.ts';
import { hasGitIds } from './git-ids.ts';
import type { BundleRecord, NamedSpelling, Spellings, TreeAlgorithm, TreeHashes, TreeMatch } from './types.ts';

/** What someone wrote down as "the tree's hash", in one of the spellings that are in use. */
export type ClaimedHash =
  /** Bare hex or base64 of 32 bytes: any of the SHA-256 algorithms. */
  | { readonly form: 'sha256'; readonly hex: string }
  /** Bare hex or base64 of 20 bytes: git's SHA-1 tree. */
  | { readonly form: 'sha1'; readonly hex: string }
  /** Go's `h1:` and base64 (golang.org/x/mod/sumdb/dirhash): `dirHash` alone. */
  | { readonly form: 'h1'; readonly hex: string }
  /** `swh:1:dir:` (ISO/IEC 18670): git's SHA-1 tree. */
  | { readonly form: 'swhid-1'; readonly hex: string }
  /** `swh:2:dir:`: git's SHA-256 tree. */
  | { readonly form: 'swhid-2'; readonly hex: string };

const SHA256_ALGORITHMS: readonly TreeAlgorithm[] = [
  'dirHash',
  'gitTreeSha256',
  'merkleSha256',
  'sha256sumDot',
  'bagManifest',
];

const ALL_ALGORITHMS: readonly TreeAlgorithm[] = [...SHA256_ALGORITHMS, 'gitTreeSha1'];

/** The algorithms that a form can stand for, in the order in which they are tried. */
const ALGORITHMS: Record<ClaimedHash['form'], readonly TreeAlgorithm[]> = {
  sha256: SHA256_ALGORITHMS,
  sha1: ['gitTreeSha1'],
  h1: ['dirHash'],
  'swhid-1': ['gitTreeSha1'],
  'swhid-2': ['gitTreeSha256'],
};

/**
 * Reads a hash as people write it. `null` for anything else: space around it, mixed case, look-alike letters,
 * URL-safe or unpadded base64, any other length or scheme. Bare hex may be all upper-case; nothing else may.
 */
export function parseClaimedHash(text: string): ClaimedHash | null {
  if (/^[0-9a-f]{64}$/.test(text) || /^[0-9A-F]{64}$/.test(text)) return { form: 'sha256', hex: text.toLowerCase() };
  if (/^[0-9a-f]{40}$/.test(text) || /^[0-9A-F]{40}$/.test(text)) return { form: 'sha1', hex: text.toLowerCase() };
  if (/^swh:1:dir:[0-9a-f]{40}$/.test(text)) return { form: 'swhid-1', hex: text.slice('swh:1:dir:'.length) };
  if (/^swh:2:dir:[0-9a-f]{64}$/.test(text)) return { form: 'swhid-2', hex: text.slice('swh:2:dir:'.length) };
  if (text.startsWith('h1:')) {
    const hex = base64Digest(text.slice('h1:'.length));
    return hex?.length === 64 ? { form: 'h1', hex } : null;
  }
  const hex = base64Digest(text);
  if (hex === null) return null;
  return hex.length === 64 ? { form: 'sha256', hex } : { form: 'sha1', hex };
}

/**
 * The tree hashes of one tree under each spelling of its root that was folded. The first match wins, in the order
 * of `SPELLINGS`, and then from the outside in.
 */
export type TreeSpellings = Spellings<TreeHashes> & { readonly asRoot: TreeHashes };

const SPELLINGS: readonly NamedSpelling[] = ['asRoot', 'payload', 'withoutTopFolder', 'withTopFolder'];

/** Compares a claim with every algorithm it can stand for, under every spelling of the root. */
export function matchTree(claim: ClaimedHash, spellings: Spellings<Partial<TreeHashes>>): TreeMatch {
  const named = SPELLINGS.map((spelling) => ({ spelling, hashes: spellings[spelling] }));
  const inner = (spellings.inner ?? []).map((hashes) => ({ spelling: 'inner' as const, hashes }));
  for (const { spelling, hashes } of [...named, ...inner]) {
    const algorithm = ALGORITHMS[claim.form].find((one) => hashes?.[one] === claim.hex);
    if (algorithm !== undefined) return { kind: 'matched', algorithm, spelling };
  }
  return { kind: 'unmatched' };
}

/**
 * Compares a claim with a bundle: with every hash that it has, and then with git's tree hashes of no and of every file
 * being executable, which its medium may not have kept. `not-computed` where it matches nothing, and can be one of git's
 * ids, which the bundle does not have yet.
 */
export function matchBundle(
  claim: ClaimedHash,
  { summary, spellings, gitModes = {} }: Pick<BundleRecord, 'summary' | 'spellings' | 'gitModes'>,
): TreeMatch {
  const match = matchTree(claim, { ...spellings, asRoot: summary });
  if (match.kind === 'matched') return match;
  for (const executable of ['none', 'all'] as const) {
    const otherwise = matchTree(claim, gitModes[executable] ?? {});
    if (otherwise.kind === 'matched') return { ...otherwise, executable };
  }
  return canBeGit(claim) && !hasGitIds({ summary }) ? { kind: 'not-computed' } : match;
}

/** Whether a claim can be an id of git's. */
export function canBeGit({ form }: ClaimedHash): boolean {
  return ALGORITHMS[form].some(isGitName);
}

/** Whether a claim can be nothing else. */
export function isGitAlone({ form }: ClaimedHash): boolean {
  return ALGORITHMS[form].every(isGitName);
}

/**
 * Whether two sets of hashes are of one tree, as far as both name the same algorithms: what was computed for one alone
 * says nothing. `dirHash`, `merkleSha256` and `sha256sumDot` are in both.
 */
export function isSameTree(one: TreeHashes, other: TreeHashes): boolean {
  return ALL_ALGORITHMS.every(
    (name) => one[name] === undefined || other[name] === undefined || one[name] === other[name],
  );
}

/** Whether a claim is this `dirHash`, where no other hash of its tree is known. */
export function isDirHash(claim: ClaimedHash, dirHash: Sha256): boolean {
  return ALGORITHMS[claim.form].includes('dirHash') && claim.hex === dirHash;
}

/** How a signed digest set compares with a tree. */
export type DigestSetMatch =
  | { readonly kind: 'matched'; readonly algorithms: readonly TreeAlgorithm[] }
  | { readonly kind: 'unmatched'; readonly differing: readonly TreeAlgorithm[] }
  /** What was computed matches, and these were not computed: proves nothing yet. */
  | { readonly kind: 'not-computed'; readonly missing: readonly TreeAlgorithm[] }
  /** No algorithm in it is a tree hash that the console knows: proves nothing. */
  | { readonly kind: 'not-understood' };

/**
 * Compares an in-toto DigestSet (lower-case hex by algorithm name) with a tree as its root was given: every
 * algorithm that is understood must match, and at least one must be understood.
 */
export function matchDigestSet(digests: Readonly<Record<string, string>>, hashes: TreeHashes): DigestSetMatch {
  const understood = ALL_ALGORITHMS.filter((name) => Object.hasOwn(digests, name));
  if (understood.length === 0) return { kind: 'not-understood' };
  const missing = understood.filter((name) => isGitName(name) && hashes[name] === undefined);
  const differing = understood.filter((name) => digests[name] !== hashes[name] && !missing.includes(name));
  if (differing.length > 0) return { kind: 'unmatched', differing };
  return missing.length > 0 ? { kind: 'not-computed', missing } : { kind: 'matched', algorithms: understood };
}

/** A `dirHash` in hex as Go writes it. */
export function toH1(dirHash: Sha256): string {
  return `h1:${toBase64(fromHex(dirHash) ?? new Uint8Array())}`;
}

function isGitName(name: TreeAlgorithm): boolean {
  return name === 'gitTreeSha1' || name === 'gitTreeSha256';
}

function base64Digest(text: string): string | null {
  const bytes = fromBase64(text);
  return bytes !== null && (bytes.length === 32 || bytes.length === 20) ? toHex(bytes) : null;
}
