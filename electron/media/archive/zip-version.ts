/** unzip leaves out an entry that asks for more than version 4.6; what is stored or deflated needs 4.5 at most (zip64). */
const MOST_VERSION = 46;
/** In the upper byte of the version: unzip asks whether to extract what needs VMS, and takes silence for no. */
const VMS = 2;
/** Python's zipfile gives up at it (APPNOTE 4.4.4, bit 5). */
const PATCHED_DATA = 0x0020;

/** Why a common tool leaves an entry out that others extract, by its version needed (APPNOTE 4.4.3) and flags; or `null`. */
export function whyNotForAll(versionNeeded: number, flags: number): string | null {
  const [version, system] = [versionNeeded & 0xff, versionNeeded >>> 8];
  if (version > MOST_VERSION || system === VMS) {
    return `the version ${Math.floor(version / 10)}.${version % 10}${system === VMS ? ' of VMS' : ''} needed, at which unzip leaves the entry out`;
  }
  return (flags & PATCHED_DATA) === 0 ? null : 'compressed patched data, which Python does not extract';
}
