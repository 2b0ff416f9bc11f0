import { printJson, say, sayFault } from '../terminal/terminal.ts';
import { type Command, UsageError } from './command.ts';

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

// Node's own report of what nobody caught would reach the terminal as it is.
process.on('uncaughtException', (error) => {
  sayFault(error);
  process.exit(2);
});
process.removeAllListeners('warning');
process.on('warning', ({ message }) => say(`Warning: ${message}`));

const [name, ...args] = process.argv.slice(2);
process.exitCode = await main(name, args);

/**
 * Runs one command. Stdout gets one JSON value, on one line with `--json`, indented without; everything for people goes
 * to stderr. Gives the exit status: 0 holds, 1 does not hold, 2 could not be read or wrong usage.
 */
async function main(name: string | undefined, args: readonly string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === 'help') {
    await sayUsage();
    return name === undefined ? 2 : 0;
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load === undefined) {
    say(`There is no command "${name}".`);
    await sayUsage();
    return 2;
  }
  const command = await load();
  const compact = args.includes('--json');
  try {
    const { status, json, messages } = await command.run(args.filter((arg) => arg !== '--json'));
    printJson(json, compact ? 0 : 2);
    for (const message of messages) say(message);
    return status;
  } catch (error) {
    if (!isUsageError(error)) throw error;
    say(error.message);
    say(`Usage: holdfast ${name} ${command.usage}`);
    return 2;
  }
}

async function sayUsage(): Promise<void> {
  say('Usage: holdfast COMMAND [--json]');
  say('');
  for (const [name, load] of Object.entries(COMMANDS)) {
    const { usage, summary } = await load();
    say(`  ${name} ${usage}`);
    say(`      ${summary}`);
  }
}

/** Ours, or what `parseArgs` of node:util throws for words it does not know. */
function isUsageError(error: unknown): error is Error {
  if (error instanceof UsageError) return true;
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_');
}
