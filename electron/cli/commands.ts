import type { Outcome, Run } from './command.ts';
import { type Parsed, parseInput } from './parse.ts';
import type { Progress } from './progress.ts';
import { flag, requiredValue, requiredValues, type Usage, usage, value, values } from './usage.ts';

const TRUST =
  'trust this public key (OpenSSH or PEM) as owner, operator or auditor; one key alone may stand without its role';
const SIGNED = 'an envelope, or a payload with its .sig beside it';

/**
 * How each command is called. To add one: its usage here, its file beside this one, and its line in `COMMANDS`. A name
 * may have two words.
 */
export const usages = {
  inspect: usage({
    summary: 'show what was read of a decision packet, as JSON and for people, with its findings',
    operand: { name: 'PACKET', count: 'one', help: 'a packet: .md, .txt or packet.json' },
    options: { coverage: flag('show what each line was read as, and the passages that no field was read from') },
    examples: ['decision.md', 'decision.md --coverage', 'decision.md --json | jq .findings'],
    statuses: { 0: 'the packet has no error', 1: 'the packet has errors: only its default can be chosen' },
  }),

  'packet template': usage({
    summary: 'write a packet to fill in',
    operand: null,
    options: { out: requiredValue('PATH', 'where to; never overwritten') },
    examples: ['--out decision.md'],
    statuses: { 0: 'the packet was written' },
  }),

  'packet to-json': usage({
    summary: 'show the packet.json that was understood, for its author to check and carry beside the document',
    operand: { name: 'PACKET', count: 'one', help: 'a packet: .md or .txt' },
    options: { out: value('PATH', 'write it there as well; never overwritten') },
    examples: ['decision.md --out packet.json'],
    statuses: { 0: 'the document and the JSON agree on every field', 1: 'the packet has errors' },
  }),

  hash: usage({
    summary: 'compute every tree hash of an evidence tree; nothing is stored',
    operand: { name: 'PATH', count: 'one', help: 'a folder, a .zip, a .tar or a .tar.gz' },
    options: {
      only: value('dirHash', 'compute dirHash alone, which is quicker for a folder'),
    },
    examples: ['./evidence', 'evidence.zip --only dirHash'],
    statuses: { 0: 'the tree was hashed', 1: 'the tree is refused: it holds what no evidence may hold' },
  }),

  pack: usage({
    summary: 'make an evidence bundle (a BagIt bag) of a folder, and show its tree hashes',
    operand: { name: 'DIR', count: 'one', help: 'the folder that is packed' },
    options: {
      out: requiredValue(
        'PATH',
        'where to: a .zip, .tar.gz or .tar by its name, a folder otherwise; never overwritten',
      ),
      checks: value('FILE', 'the checks.json for the bundle; its paths start with data/'),
      date: value('YYYY-MM-DD', 'the bagging date; today (UTC) without it'),
    },
    examples: ['./evidence --out evidence.zip', './evidence --out bag --checks checks.json --date 2026-06-12'],
    statuses: { 0: 'the bundle was made', 1: 'refused: the folder or the checks could not be imported' },
  }),

  verify: usage({
    summary: 'say whether a bundle, a signed statement, an exported decision or a dossier holds',
    operand: { name: 'PATH', count: 'one', help: `a folder, an archive, ${SIGNED}` },
    options: {
      'expect-tree': value('HASH', 'of a bundle: the tree hash that it must have, in any known form'),
      since: value('OLDER', 'of a dossier: an earlier one, whose journal this one must continue'),
      trust: values(
        '[ROLE=]KEY.pub',
        `${TRUST}; of a dossier, station=KEY.pem names the station whose journal it must have`,
      ),
    },
    examples: [
      'evidence.zip',
      'evidence.zip --expect-tree 3b6c…e1',
      'decision-KB-29B8-1 --trust owner=owner.pub',
      'dossier-june --trust owner=owner.pub --since dossier-may',
    ],
    statuses: { 0: 'it is verified', 1: 'it is refused', 3: 'the bundle was read, and claims nothing to verify' },
  }),

  gate: usage({
    summary: 'for a pipeline: exit 0 only when the decision authorises this option of this packet, now',
    operand: null,
    options: {
      packet: requiredValue('PACKET', 'the packet that was decided on'),
      decision: requiredValue('DECISION', SIGNED),
      option: requiredValue('ID', 'the option that the next step would carry out'),
      trust: requiredValues(
        '[ROLE=]KEY.pub',
        'trust this public key (OpenSSH or PEM) as owner, operator or auditor; one key alone is an owner’s',
      ),
      revoked: values(
        '[ROLE=]KEY.pub',
        'a key that was trusted and is revoked: what it signed takes authority away, and gives none',
      ),
      evidence: values('PATH', 'an evidence bundle that the decision or a discharge names'),
      grant: values('STATEMENT', `a grant, discharge, revocation or decision, used for what it is: ${SIGNED}`),
      previous: values('STATEMENT', 'the same as --grant'),
      journal: value(
        'FOLDER',
        'the station’s journal, or a dossier with it; needs --trust station=KEY of that station',
      ),
      at: value('TIME', 'judge as of this UTC time, such as 2026-06-12T08:00:00Z; now without it'),
      strict: flag('be shut where anything has to be assumed: evidence, journal or revocations not seen, another time'),
    },
    examples: [
      '--packet packet.md --decision decision.dsse.json --option APPLY --trust owner=owner.pub',
      '--packet packet.md --decision d.dsse.json --option APPLY --grant g.dsse.json --trust owner=o.pub --trust operator=p.pub',
      '--packet packet.md --decision d.dsse.json --option HOLD --trust owner=o.pub --journal dossier --trust station=s.pem --strict',
    ],
    statuses: {
      0: 'open: go ahead',
      1: 'shut: do not go ahead',
      2: 'shut: an input could not be read, or wrong usage',
    },
  }),

  prove: usage({
    summary: 'prove in a few hundred bytes that one file is part of a tree',
    operand: { name: 'PATH', count: 'at most one', help: 'the tree: a folder or an archive' },
    options: {
      lines: value('MANIFEST', 'in place of PATH: the lines of the tree’s dirHash, as a dossier has them'),
      file: requiredValue('NAME', 'the file, by its path in the tree'),
      out: requiredValue('PROOF', 'where the proof is written; never overwritten'),
    },
    examples: ['./evidence --file dumps/pre.sql --out pre.proof.json'],
    statuses: { 0: 'the proof was written', 1: 'the tree is refused' },
  }),

  'verify-proof': usage({
    summary: 'say whether a proof leads to this tree, and is about this content',
    operand: { name: 'PROOF', count: 'one', help: 'a proof that `holdfast prove` or a dossier wrote' },
    options: {
      tree: requiredValue('MERKLE_SHA256', 'the merkleSha256 of the tree, from a signed statement'),
      content: value('FILE', 'the file that the proof is about'),
    },
    examples: ['pre.proof.json --tree 9f86…08 --content dumps/pre.sql'],
    statuses: {},
  }),

  fsck: usage({
    summary: 'hash every byte of a station’s vault again; its console must not be running',
    operand: null,
    options: { data: requiredValue('DIR', 'the data folder of the station') },
    examples: ['--data ~/.local/share/holdfast'],
    statuses: { 0: 'the vault is whole', 1: 'the vault is damaged' },
  }),

  recheck: usage({
    summary: 'recompute a bundle’s checks from a station’s vault, and compare with what is on record',
    operand: null,
    options: {
      data: requiredValue('DIR', 'the data folder of the station; its console must not be running'),
      bundle: requiredValue('DIRHASH', 'the bundle, by its dirHash: 64 lower-case hex digits'),
    },
    examples: ['--data ~/.local/share/holdfast --bundle 3b6c…e1'],
    statuses: {},
  }),

  'qr-decode': usage({
    summary: 'put a decision together again from captured QR frames, in any order',
    operand: { name: 'FILE', count: 'one or more', help: 'PNG pictures, or text with a ur:bytes/... on each line' },
    options: { out: requiredValue('ENVELOPE', 'where the envelope is written; never overwritten') },
    examples: ['frames/*.png --out decision.dsse.json'],
    statuses: { 0: 'the envelope was written', 1: 'the frames do not give an envelope' },
  }),
};

/** A command as the command line sees it. */
export interface Command {
  readonly usage: Usage;
  /** Parses the words after its name; `help` when they ask for it. Throws `UsageError`. */
  parse(args: readonly string[]): Call | 'help';
}

/** A command with everything that it was called with. */
export interface Call extends Pick<Parsed<Usage>, 'json' | 'quiet'> {
  run(progress: Progress): Promise<Outcome>;
}

function command<const U extends Usage>(usage: U, load: () => Promise<Run<U>>): Command {
  return {
    usage,
    parse: (args) => {
      const parsed = parseInput(usage, args);
      if (parsed === 'help') return 'help';
      const { input, json, quiet } = parsed;
      return { json, quiet, run: async (progress) => (await load())(input, progress) };
    },
  };
}

/** Each loads when it is run: `hash` need not wait for what `gate` is made of. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  inspect: command(usages.inspect, async () => (await import('./inspect.ts')).inspect),
  'packet template': command(usages['packet template'], async () => (await import('./packet.ts')).packetTemplate),
  'packet to-json': command(usages['packet to-json'], async () => (await import('./packet.ts')).packetToJsonCommand),
  hash: command(usages.hash, async () => (await import('./hash.ts')).hash),
  pack: command(usages.pack, async () => (await import('./pack.ts')).pack),
  verify: command(usages.verify, async () => (await import('./verify.ts')).verify),
  gate: command(usages.gate, async () => (await import('./gate.ts')).gate),
  prove: command(usages.prove, async () => (await import('./prove.ts')).prove),
  'verify-proof': command(usages['verify-proof'], async () => (await import('./verify-proof.ts')).verifyProof),
  fsck: command(usages.fsck, async () => (await import('./fsck.ts')).fsck),
  recheck: command(usages.recheck, async () => (await import('./recheck.ts')).recheck),
  'qr-decode': command(usages['qr-decode'], async () => (await import('./qr-decode.ts')).qrDecode),
};
