/** Which files look like manifests, by their names alone: under the names that people give them, in any case. */

/** A file that looks like a list of digests. */
export interface SumsLook {
  /** Hardly anything but a manifest has such a name. Where not, only its lines can show that it is one. */
  readonly isSure: boolean;
  /** `folder`: it is meant to list every file below its folder. `named`: it vouches for what it lists, and no more. */
  readonly extent: 'folder' | 'named';
  /** The name of the file beside it that it is called after: what a digest without a name is of. */
  readonly subject: string | null;
}

/** What every name that looks like a manifest holds, as one quick question for a million names that do not. */
const HINT =
  /sum|md|sha|hash|digest|b[23]|blake|crc|sfv|xxh|rmd|ripemd|whirl|tiger|tth|sm3|deep|mtree|finger|manifest/i;

/** What may stand behind the name proper of a text file. */
const NEUTRAL = /\.(?:txt|text|lst|list|out|dat)$/i;
/** Programs and pages speak of digests without being manifests. */
const CODE =
  /\.(?:[ch]|cc|cpp|hpp|cs|go|rs|py|pyc|rb|pl|pm|php|js|mjs|cjs|ts|mts|tsx|jsx|java|class|kt|swift|lua|sh|bash|zsh|fish|ps1|bat|cmd|html?|css|map|rst|adoc|tex|patch|diff|o|so|a|dll|exe|log|sql)$/i;
const MEDIA = /\.(?:jpe?g|png|gif|webp|svg|bmp|tiff?|ico|mp[34]|mov|avi|mkv|wav|flac|ogg|pdf|woff2?|ttf)$/i;

const ALGORITHM =
  'md-?[245]|sha-?(?:1|2|3|224|256|384|512)?(?:[-_](?:224|256|384|512))?|b[23][bs]?|blake-?[23]?[a-z]{0,2}(?:-?[0-9]+)?|crc(?:32c?|64)?|sfv|xxh(?:ash|[0-9]+)?|rmd-?160|ripemd-?160|whirlpool|tiger|tth|sm3';
const SUMS = [
  /sums(?![a-z])/i,
  /check[-_. ]?sum/i,
  /(?<![a-z0-9])(?:sha|md[0-9]|b[0-9]|blake|crc|xxh|rmd|c?k)[a-z0-9-]*sum(?![a-z])/i,
  /(?:hash|md5|sha1|sha256|tiger|whirlpool)deep/i,
];
const EXTENSION = new RegExp(`\\.(?:(?:${ALGORITHM})(?:sums?)?|hash(?:es)?|digests?|checksums?|cksum|mtree)$`, 'i');
/** Of the short names (`b3`, `tiger`) only those that mean nothing else. */
const WHOLE = /^(?:md-?5|sha-?(?:1|2|3|224|256|384|512)?(?:[-_](?:224|256|384|512))?|blake-?[23][a-z]{0,2})$/i;
const MAYBE = new RegExp(
  `(?<![a-z0-9])(?:${ALGORITHM})(?![a-z0-9])|hash(?:es|list)?(?![a-z])|digests?(?![a-z])|fingerprints?(?![a-z])|manifest`,
  'i',
);

const SIGNATURE = /\.(?:asc|sig|sign|gpg|pgp|minisig|sigstore|p7s|p7m|tsr|ots|pem|crt|cer|cert|bundle)$/i;

/** How a file looks by its path; `null` for one that does not look like a manifest. */
export function sumsLook(path: string): SumsLook | null {
  const name = baseName(path);
  if (!HINT.test(name)) return null;
  // AppleDouble files carry the name of the file that they are about.
  if (name.startsWith('._') || MEDIA.test(name)) return null;
  const core = name.replace(NEUTRAL, '');
  const subject = core.replace(EXTENSION, '');
  if (subject !== core) return { isSure: true, extent: 'named', subject: subject === '' ? null : subject };
  if (WHOLE.test(core)) return { isSure: true, extent: 'folder', subject: null };
  if (SUMS.some((pattern) => pattern.test(core))) {
    return { isSure: !CODE.test(name), extent: 'folder', subject: null };
  }
  return MAYBE.test(core) ? { isSure: false, extent: 'named', subject: null } : null;
}

/** The path of the manifest that a file is a signature over, if it is one, by its name; `null` for any other file. */
export function signedManifest(path: string): string | null {
  if (!SIGNATURE.test(path)) return null;
  const signed = path.replace(SIGNATURE, '');
  return sumsLook(signed)?.isSure === true ? signed : null;
}

/** What a file of a bag is called, in any case: a bag's manifests are never taken for plain lists of digests. */
export function isBagPartName(path: string): boolean {
  return /^(?:bagit\.txt|bag-info\.txt|(?:tag)?manifest-[a-z0-9-]+\.txt)$/i.test(baseName(path));
}

/** The folder of a path, with a slash at its end; empty for the root. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
