import type { Outcome, Run } from './command.ts';
import { type Parsed, parseInput } from './parse.ts';
import type { Progress } from './progress.ts';
import { flag, requiredValue, requiredValues, type Usage, usage, value, values } from './usage.ts';
import { words } from './words.ts';

const said = words.usage;

/**
 * How each command is called. To add one: its usage here, what the help says of it in `shared/strings`, its file beside
 * this one, and its line in `COMMANDS`. A name may have two words.
 */
export const usages = {
  inspect: usage({
    summary: said.inspect.summary,
    operand: { name: 'PACKET', count: 'one', help: said.inspect.operand },
    options: { coverage: flag(said.inspect.options.coverage) },
    examples: ['decision.md', 'decision.md --coverage', 'decision.md --json | jq .findings'],
    statuses: said.inspect.statuses,
  }),

  'packet template': usage({
    summary: said['packet template'].summary,
    operand: null,
    options: { out: requiredValue('PATH', said['packet template'].options.out) },
    examples: ['--out decision.md'],
    statuses: said['packet template'].statuses,
  }),

  'packet to-json': usage({
    summary: said['packet to-json'].summary,
    operand: { name: 'PACKET', count: 'one', help: said['packet to-json'].operand },
    options: { out: value('PATH', said['packet to-json'].options.out) },
    examples: ['decision.md --out packet.json'],
    statuses: said['packet to-json'].statuses,
  }),

  hash: usage({
    summary: said.hash.summary,
    operand: { name: 'PATH', count: 'one', help: said.hash.operand },
    options: { only: value('dirHash', said.hash.options.only) },
    examples: ['./evidence', 'evidence.zip --only dirHash'],
    statuses: said.hash.statuses,
  }),

  pack: usage({
    summary: said.pack.summary,
    operand: { name: 'DIR', count: 'one', help: said.pack.operand },
    options: {
      out: requiredValue('PATH', said.pack.options.out),
      checks: value('FILE', said.pack.options.checks),
      date: value('YYYY-MM-DD', said.pack.options.date),
    },
    examples: ['./evidence --out evidence.zip', './evidence --out bag --checks checks.json --date 2026-06-12'],
    statuses: said.pack.statuses,
  }),

  verify: usage({
    summary: said.verify.summary,
    operand: { name: 'PATH', count: 'one', help: said.verify.operand },
    options: {
      'expect-tree': value('HASH', said.verify.options['expect-tree']),
      since: value('OLDER', said.verify.options.since),
      trust: values('[ROLE=]KEY.pub', said.verify.options.trust),
    },
    examples: [
      'evidence.zip',
      'evidence.zip --expect-tree 3b6c…e1',
      'decision-KB-29B8-1 --trust owner=owner.pub',
      'dossier-june --trust owner=owner.pub --since dossier-may',
    ],
    statuses: said.verify.statuses,
  }),

  gate: usage({
    summary: said.gate.summary,
    operand: null,
    options: {
      packet: requiredValue('PACKET', said.gate.options.packet),
      decision: requiredValue('DECISION', said.gate.options.decision),
      option: requiredValue('ID', said.gate.options.option),
      trust: requiredValues('[ROLE=]KEY.pub', said.gate.options.trust),
      revoked: values('[ROLE=]KEY.pub', said.gate.options.revoked),
      evidence: values('PATH', said.gate.options.evidence),
      grant: values('STATEMENT', said.gate.options.grant),
      previous: values('STATEMENT', said.gate.options.previous),
      journal: value('FOLDER', said.gate.options.journal),
      at: value('TIME', said.gate.options.at),
      strict: flag(said.gate.options.strict),
    },
    examples: [
      '--packet packet.md --decision decision.dsse.json --option APPLY --trust owner=owner.pub',
      '--packet packet.md --decision d.dsse.json --option APPLY --grant g.dsse.json --trust owner=o.pub --trust operator=p.pub',
      '--packet packet.md --decision d.dsse.json --option HOLD --trust owner=o.pub --journal dossier --trust station=s.pem --strict',
    ],
    statuses: said.gate.statuses,
  }),

  prove: usage({
    summary: said.prove.summary,
    operand: { name: 'PATH', count: 'at most one', help: said.prove.operand },
    options: {
      lines: value('MANIFEST', said.prove.options.lines),
      file: requiredValue('NAME', said.prove.options.file),
      out: requiredValue('PROOF', said.prove.options.out),
    },
    examples: ['./evidence --file dumps/pre.sql --out pre.proof.json'],
    statuses: said.prove.statuses,
  }),

  'verify-proof': usage({
    summary: said['verify-proof'].summary,
    operand: { name: 'PROOF', count: 'one', help: said['verify-proof'].operand },
    options: {
      tree: requiredValue('MERKLE_SHA256', said['verify-proof'].options.tree),
      content: value('FILE', said['verify-proof'].options.content),
    },
    examples: ['pre.proof.json --tree 9f86…08 --content dumps/pre.sql'],
    statuses: said['verify-proof'].statuses,
  }),

  words: usage({
    summary: said.words.summary,
    operand: { name: 'KEY.pub', count: 'one', help: said.words.operand },
    options: {},
    examples: ['id_ed25519.pub'],
    statuses: said.words.statuses,
  }),

  'verify-station': usage({
    summary: said['verify-station'].summary,
    operand: { name: 'ANSWER', count: 'one or more', help: said['verify-station'].operand },
    options: {
      challenge: requiredValue('TEXT', said['verify-station'].options.challenge),
      station: requiredValue('KEY.pem', said['verify-station'].options.station),
      sums: requiredValue('SHA256SUMS-installed', said['verify-station'].options.sums),
    },
    examples: [
      'answer.txt --challenge 7c1e09b4f2d8a653 --station dossier/keys/station.pem --sums SHA256SUMS-installed',
    ],
    statuses: said['verify-station'].statuses,
  }),

  fsck: usage({
    summary: said.fsck.summary,
    operand: null,
    options: { data: requiredValue('DIR', said.fsck.options.data) },
    examples: ['--data ~/.local/share/holdfast'],
    statuses: said.fsck.statuses,
  }),

  recheck: usage({
    summary: said.recheck.summary,
    operand: null,
    options: {
      data: requiredValue('DIR', said.recheck.options.data),
      bundle: requiredValue('DIRHASH', said.recheck.options.bundle),
    },
    examples: ['--data ~/.local/share/holdfast --bundle 3b6c…e1'],
    statuses: said.recheck.statuses,
  }),

  'qr-decode': usage({
    summary: said['qr-decode'].summary,
    operand: { name: 'FILE', count: 'one or more', help: said['qr-decode'].operand },
    options: { out: requiredValue('ENVELOPE', said['qr-decode'].options.out) },
    examples: ['frames/*.png --out decision.dsse.json'],
    statuses: said['qr-decode'].statuses,
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

/* Pure, so that who bundles only the usages gets only them. @__NO_SIDE_EFFECTS__ */
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
  words: command(usages.words, async () => (await import('./key-words.ts')).keyWords),
  'verify-station': command(usages['verify-station'], async () => (await import('./verify-station.ts')).verifyStation),
  fsck: command(usages.fsck, async () => (await import('./fsck.ts')).fsck),
  recheck: command(usages.recheck, async () => (await import('./recheck.ts')).recheck),
  'qr-decode': command(usages['qr-decode'], async () => (await import('./qr-decode.ts')).qrDecode),
};
