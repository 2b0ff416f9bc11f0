// Electron's fuses, as they stand in its executable: 32 bytes that mark the place, the version of the wire, the number of
// fuses, and a character a fuse. Each fuse of the runtime has its decision here; one without a decision fails the build.
import { readFile, writeFile } from 'node:fs/promises';
import { SetupError } from './say.mjs';

/** @typedef {'development' | 'release'} Build */
/** @typedef {(typeof FUSES)[number]} Fuse */

/** The fuses in the order of the wire. Electron 33 has the first eight; the last one came with 42. */
const FUSES = /** @type {const} */ ([
  'runAsNode',
  'cookieEncryption',
  'nodeOptions',
  'nodeCliInspect',
  'embeddedAsarIntegrityValidation',
  'onlyLoadAppFromAsar',
  'loadBrowserProcessSpecificV8Snapshot',
  'grantFileProtocolExtraPrivileges',
  'wasmTrapHandlers',
]);

/**
 * Which fuses a build has on. docs/decisions/027-release-build.md says why.
 * @param {Build} build @returns {Readonly<Record<Fuse, boolean>>}
 */
export function decidedFuses(build) {
  return {
    runAsNode: false,
    cookieEncryption: false,
    nodeOptions: false,
    // Playwright's launcher for Electron asks for the inspector.
    nodeCliInspect: build === 'development',
    embeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
    wasmTrapHandlers: true,
  };
}

/** Fuses that an older Electron does not have yet. */
const LATER = ['wasmTrapHandlers'];

const SENTINEL = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');
const WIRE_VERSION = 1;
const [OFF, ON, REMOVED] = ['0', '1', 'r'].map((state) => state.charCodeAt(0));

/**
 * The fuses of an executable, in its own order.
 * @param {string} executable
 * @returns {Promise<Readonly<Record<string, boolean | 'removed'>>>} by name; one without a name here is called by its place
 */
export async function readFuses(executable) {
  return Object.fromEntries(fusesIn(executable, await readFile(executable)).map(({ name, state }) => [name, state]));
}

/**
 * Sets fuses of an executable, and leaves the others.
 * @param {string} executable @param {Partial<Record<Fuse, boolean>>} wanted
 */
export async function setFuses(executable, wanted) {
  const bytes = await readFile(executable);
  for (const { name, at, state } of fusesIn(executable, bytes)) {
    const isWanted = Object.entries(wanted).find(([fuse]) => fuse === name)?.[1];
    if (isWanted !== undefined && state !== 'removed') bytes[at] = (isWanted ? ON : OFF) ?? 0;
  }
  await writeFile(executable, bytes);
}

/**
 * Sets every fuse of an executable as it is decided for the build, and reads it again.
 * @param {string} executable @param {Build} build
 * @throws {SetupError} when the runtime has a fuse without a decision, or lacks or has lost one that matters
 */
export async function setDecidedFuses(executable, build) {
  const decided = decidedFuses(build);
  await setFuses(executable, decided);
  const undecided = fusesAgainst(await readFuses(executable), decided);
  if (undecided.length > 0) {
    throw new SetupError(
      `the fuses of this Electron are not those that build/fuses.mjs decides on: ${undecided.join(', ')}. ` +
        'Read what each does in the documentation of this Electron, and decide on it there.',
    );
  }
}

/**
 * What differs between the fuses that are and those that were decided.
 * @param {Readonly<Record<string, boolean | 'removed'>>} found @param {Readonly<Record<string, boolean>>} decided
 * @returns {readonly string[]} a few words a fuse
 */
export function fusesAgainst(found, decided) {
  const missing = Object.keys(decided).filter((name) => !(name in found) && !LATER.includes(name));
  return [
    ...Object.entries(found).flatMap(([name, state]) => {
      if (!(name in decided)) return [`${name} has no decision`];
      if (state === 'removed') return [`${name} was removed`];
      return state === decided[name] ? [] : [`${name} is ${state ? 'on' : 'off'}`];
    }),
    ...missing.map((name) => `${name} is missing`),
  ];
}

/**
 * @param {string} executable @param {Buffer} bytes
 * @returns {readonly { name: string, at: number, state: boolean | 'removed' }[]}
 */
function fusesIn(executable, bytes) {
  const found = bytes.indexOf(SENTINEL);
  const wire = found + SENTINEL.length;
  const [version, length = 0] = bytes.subarray(wire);
  if (found === -1 || found !== bytes.lastIndexOf(SENTINEL) || version !== WIRE_VERSION) {
    throw new SetupError(
      `${executable} has no wire of fuses of version ${WIRE_VERSION}: it is no Electron that we know.`,
    );
  }
  return Array.from(bytes.subarray(wire + 2, wire + 2 + length), (character, index) => {
    const name = FUSES[index] ?? `fuse ${index + 1}`;
    const at = wire + 2 + index;
    if (character === REMOVED) return { name, at, state: 'removed' };
    if (character !== ON && character !== OFF)
      throw new SetupError(`${executable}: ${name} has no state that we know.`);
    return { name, at, state: character === ON };
  });
}
