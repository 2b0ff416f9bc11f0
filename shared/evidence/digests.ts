/** The digests of files that manifests state: which are computed here, and what a name or a tag calls them. */

/** Hex digits of each digest that is computed here. */
const HEX_DIGITS = { md5: 32, sha1: 40, sha224: 56, sha256: 64, sha384: 96, sha512: 128 } as const;

export type DigestAlgorithm = keyof typeof HEX_DIGITS;

const ALGORITHMS: readonly DigestAlgorithm[] = ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'];

/** Two files with one digest can be made of these at will. */
const WEAK: ReadonlySet<DigestAlgorithm> = new Set(['md5', 'sha1']);

/** What `sha256sum` and its kin state of a file while they still write into it: the digest of no bytes. */
const OF_NOTHING: Readonly<Record<DigestAlgorithm, string>> = {
  md5: 'd41d8cd98f00b204e9800998ecf8427e',
  sha1: 'da39a3ee5e6b4b0d3255bfef95601890afd80709',
  sha224: 'd14a028c2a3a2bc9476102bb288234c415a2b01f828ea62ac5b3e42f',
  sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  sha384: '38b060a751ac96384cd9327eb1b1e36a21fdb71114be07434c0cc7bf63f6e1da274edebfe76f65fbd51ad2f14898b95b',
  sha512:
    'cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e',
};

/** What a text says of the algorithm: one that is computed here, another one by its name, or nothing. */
export type NamedAlgorithm =
  | { readonly kind: 'computed'; readonly algorithm: DigestAlgorithm }
  | { readonly kind: 'other'; readonly name: string }
  | { readonly kind: 'unnamed' };

export function isWeak(algorithm: DigestAlgorithm): boolean {
  return WEAK.has(algorithm);
}

export function isDigestOfNothing(algorithm: DigestAlgorithm, hex: string): boolean {
  return OF_NOTHING[algorithm] === hex;
}

export function hexDigits(algorithm: DigestAlgorithm): number {
  return HEX_DIGITS[algorithm];
}

/** The algorithm of this exact name, as BagIt has it in the names of manifests; `null` for one that is not computed. */
export function digestAlgorithm(name: string): DigestAlgorithm | null {
  return ALGORITHMS.find((one) => one === name) ?? null;
}

/** The algorithm that people mean by a digest of this length when they name none. */
export function algorithmOfLength(digits: number): DigestAlgorithm | null {
  return ALGORITHMS.find((one) => HEX_DIGITS[one] === digits) ?? null;
}

const OTHERS: readonly (readonly [RegExp, string])[] = [
  [/sha-?3(?!84)|keccak|shake/, 'SHA-3'],
  [/sha-?512[-_/t](?:224|256)/, 'SHA-512/256'],
  [/blake-?3|(?<![a-z0-9])b3(?:sums?)?(?![a-z0-9])/, 'BLAKE3'],
  [/blake|(?<![a-z0-9])b2[bs]?(?:sums?)?(?![a-z0-9])/, 'BLAKE2'],
  [/(?<![a-z])(?:crc|sfv|cksum)/, 'a checksum that is no cryptographic digest'],
  [/xxh/, 'xxHash'],
  [/whirlpool/, 'Whirlpool'],
  [/rmd-?160|ripemd/, 'RIPEMD-160'],
  [/tiger|(?<![a-z])tth(?![a-z])/, 'Tiger'],
  [/(?<![a-z])sm3(?![0-9])/, 'SM3'],
  [/md-?[24](?![0-9])/, 'MD2 or MD4'],
];

const COMPUTED: readonly (readonly [RegExp, DigestAlgorithm])[] = [
  [/md-?5/, 'md5'],
  [/sha-?1(?![0-9])/, 'sha1'],
  [/sha(?:sums?)?[-_.]?(?:2[-_/])?224/, 'sha224'],
  [/sha(?:sums?)?[-_.]?(?:2[-_/])?256/, 'sha256'],
  [/sha(?:sums?)?[-_.]?(?:2[-_/])?384/, 'sha384'],
  [/sha(?:sums?)?[-_.]?(?:2[-_/])?512(?![-_/t](?:224|256))/, 'sha512'],
];

/** The algorithm that a file's name, or the tag of a line, speaks of; several computed ones say nothing. */
export function algorithmIn(text: string): NamedAlgorithm {
  const lower = text.toLowerCase();
  const other = OTHERS.find(([pattern]) => pattern.test(lower));
  if (other !== undefined) return { kind: 'other', name: other[1] };
  const computed = COMPUTED.filter(([pattern]) => pattern.test(lower));
  const [only] = computed;
  return only !== undefined && computed.length === 1 ? { kind: 'computed', algorithm: only[1] } : { kind: 'unnamed' };
}
