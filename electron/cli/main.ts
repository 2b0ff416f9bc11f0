import { type Command, type Outcome, UsageError } from './command.ts';
import { fsck } from './fsck.ts';
import { gate } from './gate.ts';
import { hash } from './hash.ts';
import { inspect } from './inspect.ts';
import { pack } from './pack.ts';
import { prove } from './prove.ts';
import { qrDecode } from './qr-decode.ts';
import { recheck } from './recheck.ts';
import { verify } from './verify.ts';
import { verifyProof } from './verify-proof.ts';

const COMMANDS: Readonly<Record<string, Command>> = {
  inspect,
  hash,
  pack,
  verify,
  gate,
  prove,
  'verify-proof': verifyProof,
  fsck,
  recheck,
  'qr-decode': qrDecode,
};

const [name, ...args] = process.argv.slice(2);
process.exitCode = await main(name, args);

/**
 * Runs one command. Stdout gets one JSON value, on one line with `--json`, indented without; everything for people goes
 * to stderr. Gives the exit status of DESIGN.md, "Command line".
 */
async function main(name: string | undefined, args: readonly string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === 'help') {
    say(usage());
    return name === undefined ? 2 : 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    say(`There is no command "${name}".\n${usage()}`);
    return 2;
  }
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

function usage(): string {
  const width = Math.max(...Object.entries(COMMANDS).map(([name, { usage }]) => name.length + usage.length));
  const lines = Object.entries(COMMANDS).map(
    ([name, { usage, summary }]) => `  ${`${name} ${usage}`.padEnd(width + 1)}  ${summary}`,
  );
  return ['Usage: holdfast COMMAND [--json]', '', ...lines].join('\n');
}

/** Ours, or what `parseArgs` of node:util throws for words it does not know. */
function isUsageError(error: unknown): error is Error {
  if (error instanceof UsageError) return true;
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_');
}
