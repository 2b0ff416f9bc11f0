/** unzip leaves out an entry that asks for more than version 4.6; what is stored or deflated needs 4.5 at most (zip64). */
const MOST_VERSION = 46;
/** In the upper byte of the version: unzip asks whether to extract what needs VMS, and takes silence for no. */
const VMS = 2;
/** Python's zipfile gives up at it (APPNOTE 4.4.4, bit 5). */
const PATCHED_DATA = 0x0020;
const ENCRYPTED = 0x0001;
/** Stored and deflated. */
const READ_METHODS = [0, 8];

/** What a header says of how its entry is extracted. */
interface Extraction {
  /** Version needed (APPNOTE 4.4.3). */
  readonly needed: number;
  readonly flags: number;
  readonly method: number;
}

/**
 * Why a common tool leaves an entry out that others extract; `null` where none does. An entry that is encrypted or compressed
 * in another way is refused for that, and needs a later version.
 */
export function whyNotForAll({ needed, flags, method }: Extraction): string | null {
  if ((flags & ENCRYPTED) !== 0 || !READ_METHODS.includes(method)) return null;
  const [version, system] = [needed & 0xff, needed >>> 8];
  if (version > MOST_VERSION || system === VMS) {
    const ofVms = system === VMS ? ' of VMS' : '';
    return `version ${Math.floor(version / 10)}.${version % 10}${ofVms} needed, at which unzip leaves the entry out`;
  }
  return (flags & PATCHED_DATA) === 0 ? null : 'compressed patched data, which Python does not extract';
}
