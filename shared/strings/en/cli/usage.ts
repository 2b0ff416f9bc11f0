const TRUST =
  'trust this public key (OpenSSH or PEM) as owner, operator or auditor; one key alone may stand without its role';
const SIGNED = 'an envelope, or a payload with its .sig beside it';

/**
 * What the help says of each command. `summary`: what it does, a sentence without its full stop. `statuses`: what an exit
 * status means for this command, where that is more than for all.
 */
export const usage = {
  inspect: {
    summary: 'show what was read of a decision packet, as JSON and for people, with its findings',
    operand: 'a packet: .md, .txt or packet.json',
    options: { coverage: 'show what each line was read as, and the passages that no field was read from' },
    statuses: { 0: 'the packet has no error', 1: 'the packet has errors: only its default can be chosen' },
  },
  'packet template': {
    summary: 'write a packet to fill in',
    options: { out: 'where to; never overwritten' },
    statuses: { 0: 'the packet was written' },
  },
  'packet to-json': {
    summary: 'show the packet.json that was understood, for its author to check and carry beside the document',
    operand: 'a packet: .md or .txt',
    options: { out: 'write it there as well; never overwritten' },
    statuses: { 0: 'the document and the JSON agree on every field', 1: 'the packet has errors' },
  },
  hash: {
    summary: 'compute every tree hash of an evidence tree; nothing is stored',
    operand: 'a folder, a .zip, a .tar or a .tar.gz',
    options: { only: 'compute dirHash alone, which is quicker for a folder' },
    statuses: { 0: 'the tree was hashed', 1: 'the tree is refused: it holds what no evidence may hold' },
  },
  pack: {
    summary: 'make an evidence bundle (a BagIt bag) of a folder, and show its tree hashes',
    operand: 'the folder that is packed',
    options: {
      out: 'where to: a .zip, .tar.gz or .tar by its name, a folder otherwise; never overwritten',
      checks: 'the checks.json for the bundle; its paths start with data/',
      date: 'the bagging date; today (UTC) without it',
    },
    statuses: { 0: 'the bundle was made', 1: 'refused: the folder or the checks could not be imported' },
  },
  verify: {
    summary: 'say whether a bundle, a signed statement, an exported decision or a dossier holds',
    operand: `a folder, an archive, ${SIGNED}`,
    options: {
      'expect-tree': 'of a bundle: the tree hash that it must have, in any known form',
      since: 'of a dossier: an earlier one, whose journal this one must continue',
      trust: `${TRUST}; of a dossier, station=KEY.pem names the station whose journal it must have`,
    },
    statuses: { 0: 'it is verified', 1: 'it is refused', 3: 'the bundle was read, and claims nothing to verify' },
  },
  gate: {
    summary: 'for a pipeline: exit 0 only when the decision authorises this option of this packet, now',
    options: {
      packet: 'the packet that was decided on',
      decision: SIGNED,
      option: 'the option that the next step would carry out',
      trust: 'trust this public key (OpenSSH or PEM) as owner, operator or auditor; one key alone is an owner’s',
      revoked: 'a key that was trusted and is revoked: what it signed takes authority away, and gives none',
      evidence: 'an evidence bundle that the decision or a discharge names',
      grant: `a grant, discharge, revocation or decision, used for what it is: ${SIGNED}`,
      previous: 'the same as --grant',
      journal: 'the station’s journal, or a dossier with it; needs --trust station=KEY of that station',
      at: 'judge as of this UTC time, such as 2026-06-12T08:00:00Z; now without it',
      strict: 'be shut where anything has to be assumed: evidence, journal or revocations not seen, another time',
    },
    statuses: {
      0: 'open: go ahead',
      1: 'shut: do not go ahead',
      2: 'shut: an input could not be read, or wrong usage',
    },
  },
  prove: {
    summary: 'prove in a few hundred bytes that one file is part of a tree',
    operand: 'the tree: a folder or an archive',
    options: {
      lines: 'in place of PATH: the lines of the tree’s dirHash, as a dossier has them',
      file: 'the file, by its path in the tree',
      out: 'where the proof is written; never overwritten',
    },
    statuses: { 0: 'the proof was written', 1: 'the tree is refused' },
  },
  'verify-proof': {
    summary: 'say whether a proof leads to this tree, and is about this content',
    operand: 'a proof that `holdfast prove` or a dossier wrote',
    options: {
      tree: 'the merkleSha256 of the tree, from a signed statement',
      content: 'the file that the proof is about',
    },
    statuses: {},
  },
  words: {
    summary: 'say the words of a public key, to be read aloud',
    operand: 'a public key, OpenSSH or PEM',
    options: {},
    statuses: {},
  },
  'verify-station': {
    summary: 'say whether a station answered a challenge, and names a build of this release',
    operand: 'the answer as the station page shows it: a text, or captured QR frames as qr-decode takes them',
    options: {
      challenge: 'the challenge that was typed at the station: 8 to 64 letters, digits or hyphens, made up for this',
      station: 'the public key of the station, from a dossier that you trust',
      sums: 'the SHA256SUMS-installed of the release, checked with SHA256SUMS and its signature',
    },
    statuses: {
      0: 'the station answered, sealed, and names a build of this release',
      1: 'refused: another key, challenge or build, or no seal',
    },
  },
  fsck: {
    summary: 'hash every byte of a station’s vault again; its console must not be running',
    options: { data: 'the data folder of the station' },
    statuses: { 0: 'the vault is whole', 1: 'the vault is damaged' },
  },
  recheck: {
    summary: 'recompute a bundle’s checks from a station’s vault, and compare with what is on record',
    options: {
      data: 'the data folder of the station; its console must not be running',
      bundle: 'the bundle, by its dirHash: 64 lower-case hex digits',
    },
    statuses: {},
  },
  'qr-decode': {
    summary: 'put a decision together again from captured QR frames, in any order',
    operand: 'PNG pictures, or text with a ur:bytes/... on each line',
    options: { out: 'where the envelope is written; never overwritten' },
    statuses: { 0: 'the envelope was written', 1: 'the frames do not give an envelope' },
  },
} as const;

/** What every command takes. */
export const commonOptions = {
  json: 'print one line of JSON, on a terminal too',
  quiet: 'say nothing for people; the exit status and the JSON tell the result',
  help: 'show this help (also -h)',
};

export const help = {
  title: 'Holdfast: decision packets and their evidence, read and verified without a network.',
  usage: 'Usage: ',
  call: 'holdfast COMMAND [OPTION]...',
  more: '`holdfast COMMAND --help` (or -h, or `holdfast help COMMAND`) explains one. `holdfast --version` says which version this is.',
  output:
    'On a terminal a command answers in sentences. In a pipe, or with --json, standard output has one JSON value and standard error has the sentences.',
  examples: 'Examples:',
  exitStatus: 'Exit status:',
  statuses: {
    0: 'it holds',
    1: 'it does not hold',
    2: 'it could not be read, or was called wrongly',
    3: 'there was nothing to verify',
  },
};

/** What is said of a command line that is no call of a command. */
export const wrongUsage = {
  noCommand: 'Which command?',
  commandFirst: 'The command comes first, its options after it.',
  unknownCommand: (typed: string) => `There is no command ${typed}.`,
  unknownCommandMeant: (typed: string, meant: string) => `There is no command ${typed}. Did you mean ${meant}?`,
  secondWord: (first: string) => `${first} is followed by a second word.`,
  listsCommands: '`holdfast --help` lists the commands.',
  explains: (name: string) => `\`holdfast ${name} --help\` explains it.`,
  missing: (name: string) => `${name} is missing.`,
  noValue: (option: string) => `${option} takes no value.`,
  twice: (option: string) => `${option} is given twice.`,
  needsValue: (option: string, value: string) => `${option} needs a value: ${value}.`,
  valueWithDash: (option: string, value: string) =>
    `${option} needs a value: ${value}. One that begins with "-" is ${option}=VALUE.`,
  unknownOption: (typed: string) => `There is no option ${typed}.`,
  unknownOptionMeant: (typed: string, meant: string) => `There is no option ${typed}. Did you mean --${meant}?`,
  emptyArgument: 'An argument is empty: a variable of the shell may not be set.',
  unexpected: (argument: string) => `Unexpected argument: ${argument}.`,
  only: '--only knows dirHash alone.',
  at: (given: string) => `--at takes a UTC time such as 2026-06-12T08:00:00Z, not ${given}.`,
  date: (given: string) => `--date takes a day such as 2026-06-12, not ${given}.`,
  tree: '--tree takes a merkleSha256: 64 lower-case hex digits.',
  bundle: '--bundle takes a dirHash: 64 lower-case hex digits.',
  expectedTree: (given: string) => `${given} is not a tree hash in any known form.`,
  expectTreeFor: (path: string) => `--expect-tree is for bundles, and ${path} is not a bundle.`,
  sinceFor: (path: string) => `--since is for dossiers, and ${path} is not one.`,
  stationFor: (path: string) => `--trust station= is for dossiers, and ${path} is not one.`,
  proveOne: 'prove takes either a PATH or --lines.',
  challenge: 'A challenge has 8 to 64 letters of ASCII, digits or hyphens, such as `openssl rand -hex 8` gives.',
  journalKey: 'A journal needs the key of its station: --trust station=KEY.pem.',
  roleOfEach: (path: string) => `Name the role of each key: --trust owner=${path}, operator=, auditor= or station=.`,
  oneStation: 'A journal is of one station: name one key with --trust station=.',
};
