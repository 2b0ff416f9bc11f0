// Which folder may import which (docs/ARCHITECTURE.md, "The tree"). `npm test` runs it; a wrong import is told with its rule.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

const root = dirname(import.meta.dirname);
const LAYERS = ['electron', 'renderer', 'shared'];

/**
 * Every folder with sources, from top to bottom, with what it holds. A folder imports itself and what stands below it.
 * @type {readonly (readonly [folder: string, holds: string])[]}
 */
export const FLOORS = [
  ['electron', 'main.ts puts the application together'],
  ['electron/desktop', 'the only code that imports Electron: the windows of ceremonies, the chooser'],
  ['electron/desktop/ipc', 'what answers each channel of the review window, behind one admission check'],
  ['electron/desktop/guards', 'Chromium switches, guards of sessions and pages: the network guard'],
  ['electron/desktop/processes', 'processes that Chromium starts, and the process for one use of a key'],
  ['electron/desktop/windows', 'making, loading, locking, printing and ending windows'],
  ['electron/desktop/preload', 'one bridge for each window'],
  ['electron/station/console', 'the services of one station, made together'],
  ['electron/station/decisions', 'drafting and exporting decisions, receipts and dossiers'],
  ['electron/station/authority', 'grants, discharges and revocations, drafted, carried out and taken in'],
  ['electron/station/people', 'enrolling, trusting, ending and backing up identities'],
  ['electron/station/imports', 'importing packets and bundles; the check of the vault'],
  ['electron/station/packets', 'how a packet stands: options, blockers, authority, bundles'],
  ['electron/station/statements', 'statements that several people sign, and those carried between stations'],
  ['electron/station/support', 'the log for support: what is noted, and its export'],
  ['electron/station/media', 'folders that a person chose, and what is written to them'],
  ['electron/station/record', 'the journal as acts of people'],
  ['electron/station/practice', 'practising: a folder, a packet and evidence that are thrown away'],
  ['electron/station/signing', 'ceremonies: what is shown, typed, unlocked and signed'],
  [
    'electron/station',
    'what a person may do, without Electron: the open station, session, admission, failures passed on',
  ],
  ['electron/cli', 'the command line: core and shared alone'],
  ['electron/core/dossier', "the auditor's folder: made, reported, read back and verified"],
  ['electron/core/decision-folder', 'one exported decision: written, read back and verified'],
  ['electron/core/keyring', 'who may sign: identity records, keys, agents, the process that opens a key'],
  ['electron/core/log', 'the log for support: what it can say, and its files'],
  ['electron/core/journal', 'what happened: entries, Merkle tree, checkpoints'],
  ['electron/core/vault/job', "the vault's worker thread"],
  ['electron/core/vault', 'the contents of all imports: one front for what is below'],
  ['electron/core/vault/check', 'the check of the vault'],
  ['electron/core/vault/git-ids', "git's tree ids of a bundle, computed when something asks"],
  ['electron/core/vault/explore', 'what the window reads of evidence: entries in any order, files from any place'],
  ['electron/core/vault/import', 'one import, from its first byte to the rename that lists it'],
  ['electron/core/vault/store', 'packs, objects and records of bundles on disk'],
  ['electron/core/assess', 'what a bundle says of itself: manifest, checks, other digests'],
  ['electron/core/pack', 'writers of bags, tar and zip; they read no media'],
  ['electron/core/tree', 'read and hash a tree, without a vault'],
  ['electron/core/job', 'progress, pause and cancel of long work'],
  ['electron/core/archive', 'readers of zip, tar and gzip'],
  ['electron/core/media', 'walking hostile trees: names, kinds, mounts, media that do not answer'],
  ['electron/core/packet', 'reads a packet in a thread of its own'],
  ['electron/core/airgap', 'the link probe and the launcher check'],
  ['electron/core/memory', 'core dumps off; the processes of the application'],
  ['electron/core/files', 'files that survive a crash, or refuse with an outcome'],
  ['electron/core', 'terminal.ts, the one file that writes to stdout and stderr; how errors are told'],
  ['renderer', 'what both windows are built with'],
  ['renderer/review', 'index.tsx and App.tsx: the review window'],
  ['renderer/review/shell', 'header, navigation, keyboard, banners'],
  ['renderer/review/help', 'the help: words, screens, what to do when, findings'],
  ['renderer/review/palette', 'Ctrl+K: places and tasks, found by name or hash'],
  ['renderer/review/packet', 'one packet: its parts, its document, its evidence'],
  ['renderer/review/board', 'the blockers of a packet: cards in columns, or a table'],
  ['renderer/review/glance', 'a packet at a glance: the answer, the options, what is wrong'],
  ['renderer/review/decide', 'choosing an option; decisions and their export'],
  ['renderer/review/authority', 'grants, discharges and revocations'],
  ['renderer/review/packets', 'the list of packets'],
  ['renderer/review/inbox', 'sources, imports and jobs'],
  ['renderer/review/evidence', 'bundles: hashes, files, checks'],
  ['renderer/review/explorer', 'the entries of a bundle, and what is in each file'],
  ['renderer/review/notes', 'notes on lines, files and blockers'],
  ['renderer/review/receipt', 'receipts of imports'],
  ['renderer/review/journal', 'the journal'],
  ['renderer/review/station', 'the station page, people'],
  ['renderer/review/qr', 'QR frames on the screen'],
  ['renderer/review/parts', 'components that several pages use'],
  ['renderer/review/hooks', 'asking the main process, routes, what is kept'],
  ['renderer/sign', 'the signing window'],
  ['renderer/choose', 'the window to choose a folder or a file'],
  ['renderer/crash', 'the window after an error that nothing handles'],
  ['renderer/workspace', "the review window's Dexie database"],
  ['renderer/workspace/versions', 'the versions of its schema'],
  ['renderer/ui', 'controls, tables and notices without meaning of their own'],
  ['renderer/strings', 'the texts of the screen in the language in use'],
  ['shared/strings/vi/screen', 'Vietnamese: what windows say'],
  ['shared/strings/vi/cli', 'Vietnamese: what the command line says'],
  ['shared/strings/en/screen', 'English: what windows and reports say'],
  ['shared/strings/en/cli', 'English: what the command line says'],
  ['shared/contract', 'what a window may ask, and what it gets'],
  ['shared/journal', "entries of the journal; checkpoints and notes of RFC 6962's tree"],
  ['shared/statement', 'what is signed: fields, rules, text, envelopes, signatures'],
  ['shared/rules', 'when an option is locked, a blocker closed, a grant used'],
  ['shared/packet', 'reading a packet: bytes to blocks to typed fields'],
  ['shared/evidence/checks', 'checks of evidence: tests, probes, rollback, seal, tokens'],
  ['shared/evidence/manifests', 'what manifests claim, and whether the bytes agree'],
  ['shared/evidence', 'tree hashes, proofs, bags, verdicts'],
  ['shared/key', 'public keys, Ed25519, the SSH wire format'],
  ['shared/ur', 'QR frames: fountain code, CBOR, bytewords'],
  ['shared/text', 'deceptive text, escapes for the terminal, words of a digest'],
  ['shared/encoding', 'bytes, digests, strict and canonical JSON, Merkle trees'],
  ['shared/failure', 'failures: their codes, what they are about, how they are said'],
  ['shared/strings', 'the language in use; saying a finding; what dialogs and starts say'],
  ['shared/strings/vi', 'Vietnamese: what failures, dialogs and starts say'],
  ['shared/strings/vi/findings', 'Vietnamese: what findings say'],
  ['shared/strings/en', 'English: what failures, dialogs and starts say'],
  ['shared/strings/en/findings', 'English: what findings say'],
  ['shared/strings/forms', 'texts with gaps, numbers, dates, plurals'],
  ['shared/finding', 'every finding: its code, severity, sentence and way out'],
  ['shared', 'results and outcomes'],
];

/**
 * What a part never imports, neither of the sources nor of packages.
 * @type {readonly { readonly rule: string, readonly from: RegExp, readonly never: RegExp }[]}
 */
const WALLS = [
  {
    rule: 'shared is pure: no Node, no DOM, no Electron, no React',
    from: /^shared\//,
    never: /^(node:|electron$|react|dexie)/,
  },
  { rule: 'renderer knows neither Node nor Electron', from: /^renderer\//, never: /^(node:|electron$|electron\/)/ },
  { rule: 'electron knows no page', from: /^electron\//, never: /^(react|dexie|renderer\/)/ },
  {
    rule: 'only desktop and main.ts import Electron',
    from: /^electron\/(core|station|cli)\//,
    never: /^(electron|original-fs)$/,
  },
  {
    rule: 'core knows neither the station nor the command line',
    from: /^electron\/core\//,
    never: /^electron\/(desktop|station|cli)\//,
  },
  { rule: 'the command line knows no station', from: /^electron\/cli\//, never: /^electron\/(desktop|station)\// },
  {
    rule: 'the signing window knows no review window',
    from: /^renderer\/sign\//,
    never: /^renderer\/(review|workspace)\//,
  },
  {
    rule: 'bridges import the contract alone',
    from: /^electron\/desktop\/preload\//,
    never: /^electron\/(?!desktop\/preload\/)/,
  },
];

/** @typedef {ReadonlyMap<string, readonly string[]>} Imports each source file, with what it imports: files and packages */

/**
 * What is wrong with the imports: each a sentence that names the rule and both ends.
 * @param {Imports} imports
 * @returns {readonly string[]}
 */
export function brokenRules(imports) {
  const depth = new Map(FLOORS.map(([folder], index) => [folder, index]));
  return [...imports].flatMap(([file, targets]) => {
    const floor = depth.get(posix.dirname(file));
    if (floor === undefined) return [`each folder has a line in build/floors.mjs: ${posix.dirname(file)} has none`];
    return targets.flatMap((target) =>
      [
        ...WALLS.filter(({ from, never }) => from.test(file) && never.test(target)).map(({ rule }) => rule),
        ...((depth.get(posix.dirname(target)) ?? floor) < floor ? ['a folder imports only what stands below it'] : []),
      ].map((rule) => `${rule}: ${file} imports ${target}`),
    );
  });
}

/**
 * What the table in the documentation lacks: each folder has its line there, in the same words.
 * @param {string} page docs/ARCHITECTURE.md
 * @returns {readonly string[]}
 */
export function missingLines(page) {
  return FLOORS.filter(([folder, holds]) => !page.includes(`| \`${folder}/\` | ${holds} |`)).map(
    ([folder, holds]) => `docs/ARCHITECTURE.md lacks the line "| \`${folder}/\` | ${holds} |"`,
  );
}

/**
 * How the formatter writes an import, an export of another file's names, and an import at run time; a type has both forms.
 * TypeScript's own compiler has no interface for scripts.
 */
const IMPORT = /^(?:import|export)\s(?:[^'";]*\sfrom\s)?'([^']+)'|\bimport\('([^']+)'\)/gm;

/** The imports of every source file. @returns {Imports} */
export function importsOfSources() {
  const files = LAYERS.flatMap((layer) =>
    readdirSync(join(root, layer), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => posix.join(layer, name)),
  );
  return new Map(files.map((file) => [file, importsOf(file, readFileSync(join(root, file), 'utf8'))]));
}

/** @param {string} file @param {string} text @returns {readonly string[]} what it imports: files from the root on, or packages */
export function importsOf(file, text) {
  return [...text.matchAll(IMPORT)].map(([, first, second = '']) => {
    const specifier = first ?? second;
    return specifier.startsWith('.') ? posix.join(posix.dirname(file), specifier) : specifier;
  });
}

/** The folders of the table that are there no more. @returns {readonly string[]} */
function goneFolders() {
  return FLOORS.filter(([folder]) => !existsSync(join(root, folder))).map(
    ([folder]) => `build/floors.mjs names ${folder}, which is gone`,
  );
}

if (import.meta.filename === process.argv[1]) {
  const page = readFileSync(join(root, 'docs/ARCHITECTURE.md'), 'utf8');
  const wrong = [...brokenRules(importsOfSources()), ...goneFolders(), ...missingLines(page)];
  for (const one of wrong) process.stderr.write(`floors: ${one}\n`);
  process.exitCode = wrong.length === 0 ? 0 : 1;
}
