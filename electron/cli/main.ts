import { type Command, type Outcome, UsageError } from './command.ts';

/** Each loads when it is called: `hash` need not wait for what `gate` is made of. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  inspect: async () => (await import('./inspect.ts')).inspect,
  hash: async () => (await import('./hash.ts')).hash,
  pack: async () => (await import('./pack.ts')).pack,
  verify: async () => (await import('./verify.ts')).verify,
  gate: async () => (await import('./gate.ts')).gate,
  prove: async () => (await import('./prove.ts')).prove,
  'verify-proof': async () => (await import('./verify-proof.ts')).verifyProof,
  fsck: async () => (await import('./fsck.ts')).fsck,
  recheck: async () => (await import('./recheck.ts')).recheck,
  'qr-decode': async () => (await import('./qr-decode.ts')).qrDecode,
};

const [name, ...args] = process.argv.slice(2);
process.exitCode = await main(name, args);

/**
 * Runs one command. Stdout gets one JSON value, on one line with `--json`, indented without; everything for people goes
 * to stderr. Gives the exit status: 0 holds, 1 does not hold, 2 could not be read or wrong usage.
 */
async function main(name: string | undefined, args: readonly string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === 'help') {
    say(await usage());
    return name === undefined ? 2 : 0;
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load === undefined) {
    say(`There is no command "${name}".\n${await usage()}`);
    return 2;
  }
  const command = await load();
  const compact = args.includes('--json');
  try {
    const outcome = await command.run(args.filter((arg) => arg !== '--json'));
    print(outcome, compact);
    return outcome.status;
  } catch (error) {
    if (!isUsageError(error)) throw error;
    say(`${error.message}\nUsage: holdfast ${name} ${command.usage}`);
    return 2;
  }
}

function print(outcome: Outcome, compact: boolean): void {
  process.stdout.write(`${JSON.stringify(outcome.json, null, compact ? 0 : 2)}\n`);
  for (const message of outcome.messages) say(message);
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

async function usage(): Promise<string> {
  const commands = await Promise.all(
    Object.entries(COMMANDS).map(async ([name, load]) => ({ name, ...(await load()) })),
  );
  const lines = commands.map(({ name, usage, summary }) => `  ${name} ${usage}\n      ${summary}`);
  return ['Usage: holdfast COMMAND [--json]', '', ...lines].join('\n');
}

/** Ours, or what `parseArgs` of node:util throws for words it does not know. */
function isUsageError(error: unknown): error is Error {
  if (error instanceof UsageError) return true;
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_');
}
