// Which Electron a release may be built on. The newest three lines get security updates; a line ends when the third one
// after it comes out. docs/decisions/027-release-build.md.
import { SetupError } from './say.mjs';

/**
 * When a line got or gets its last update. The last three are planned: Electron's documentation says January 2027 for 43, and a
 * line comes every eight weeks. The earliest day is taken.
 */
const ENDS = /** @type {Readonly<Record<number, string>>} */ ({
  33: '2025-04-29',
  34: '2025-06-24',
  35: '2025-09-02',
  36: '2025-10-28',
  37: '2026-01-13',
  38: '2026-03-10',
  39: '2026-05-05',
  40: '2026-06-30',
  41: '2026-08-25',
  42: '2026-10-20',
  43: '2027-01-01',
  44: '2027-02-26',
  45: '2027-04-23',
});

/**
 * The day of an Electron's last update, as far as it is known here.
 * @param {string} version @returns {string | null} YYYY-MM-DD
 */
export function endOfLife(version) {
  return ENDS[Number(version.split('.')[0])] ?? null;
}

/** What has to be said to build a release on an Electron without updates. @param {string} version */
export function unsupportedSentence(version) {
  return `I release on Electron ${version}, which gets no security updates`;
}

/**
 * Refuses a release on an Electron that gets no updates, or of which that is not known, unless the sentence was said.
 * @param {string} version @param {string} today YYYY-MM-DD @param {string | null} said
 * @throws {SetupError}
 */
export function requireSupported(version, today, said) {
  const end = endOfLife(version);
  if ((end !== null && today <= end) || said === unsupportedSentence(version)) return;
  const why =
    end === null
      ? `it is not known here until when Electron ${version} gets security updates (build/supported-runtime.mjs)`
      : `Electron ${version} has had no security updates since ${end}`;
  throw new SetupError(
    `${why}, so no release is built on it. Name a folder with a current Electron in HOLDFAST_RUNTIME. ` +
      `To build all the same, say so: --unsupported-runtime='${unsupportedSentence(version)}'`,
  );
}
