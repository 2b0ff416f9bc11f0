import { isForPerson, print, printJson, say } from '../core/terminal.ts';
import { type Outcome, UsageError } from './command.ts';
import { type Call, COMMANDS, type Command } from './commands.ts';
import { commandHelp, overview, usageLine } from './help.ts';
import { nearest } from './nearest.ts';
import { page, sentences } from './page.ts';
import { Progress } from './progress.ts';
import { words } from './words.ts';

/** The exit status of what could not be read, and of wrong usage. */
const UNREADABLE = 2;
/** A word longer than this is no slip of a command's name. */
const LONGEST_NAME = 40;
const CALL = `${words.help.usage}${words.help.call}`;

/** Runs what the words after `holdfast` ask for, and gives the exit status. */
export async function holdfast(args: readonly string[]): Promise<number> {
  const [first, ...others] = args;
  if (first === '--version' || first === '-V') return told([`holdfast ${VERSION}`]);
  if (first === '--help' || first === '-h') return told(overview(COMMANDS));
  if (first === 'help') return help(others);
  if (first === undefined) return wrongUsage([words.wrongUsage.noCommand, ...overview(COMMANDS)]);
  const found = commandIn(args);
  if (found === null) return wrongUsage(noSuchCommand(args));
  const call = parse(found);
  if (typeof call === 'number') return call;
  return answer(found, call);
}

interface Found {
  readonly name: string;
  readonly command: Command;
  readonly args: readonly string[];
}

/** The command that the first two words name, or the first. */
function commandIn(args: readonly string[]): Found | null {
  for (const length of [2, 1]) {
    const name = args.slice(0, length).join(' ');
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (command !== undefined) return { name, command, args: args.slice(length) };
  }
  return null;
}

/** What it was called with; an exit status when that was told already. */
function parse({ name, command, args }: Found): Call | number {
  try {
    const call = command.parse(args);
    return call === 'help' ? told(commandHelp(name, command.usage)) : call;
  } catch (error) {
    return wrongCall(name, command, error);
  }
}

/**
 * A person at a terminal gets sentences on stdout. A program gets one JSON value there, on one line with `--json`, and the
 * sentences go to stderr, as always what could not be read does.
 */
async function answer({ name, command }: Found, call: Call): Promise<number> {
  try {
    const progress = new Progress(name);
    const outcome = await progress.during(!call.quiet, () => call.run(progress));
    const isForProgram = call.json || !isForPerson();
    if (isForProgram) printJson(outcome.json, call.json ? 0 : 2);
    if (outcome.status === UNREADABLE) saidUnreadable(outcome);
    else if (!call.quiet && isForProgram) for (const line of sentences(outcome)) say(line);
    else if (!call.quiet) for (const line of page(outcome)) print(line);
    return outcome.status;
  } catch (error) {
    return wrongCall(name, command, error);
  }
}

function saidUnreadable(outcome: Outcome): void {
  for (const line of sentences(outcome)) say(`holdfast: ${line}`);
}

function help(args: readonly string[]): number {
  if (args.length === 0) return told(overview(COMMANDS));
  const found = commandIn(args);
  return found === null ? wrongUsage(noSuchCommand(args)) : told(commandHelp(found.name, found.command.usage));
}

function wrongCall(name: string, { usage }: Command, error: unknown): number {
  if (!(error instanceof UsageError)) throw error;
  return wrongUsage([error.message, `${words.help.usage}${usageLine(name, usage)}`, words.wrongUsage.explains(name)]);
}

function wrongUsage([sentence = '', ...lines]: readonly string[]): number {
  say(`holdfast: ${sentence}`);
  for (const line of lines) say(line);
  return UNREADABLE;
}

function told(lines: readonly string[]): number {
  for (const line of lines) print(line);
  return 0;
}

function noSuchCommand([first = '', second]: readonly string[]): readonly string[] {
  const names = Object.keys(COMMANDS);
  const inGroup = names.filter((name) => name.startsWith(`${first} `));
  if (inGroup.length > 0) {
    const meant = second === undefined ? null : nearest(`${first} ${second}`, inGroup);
    return [
      meant === null
        ? words.wrongUsage.secondWord(first)
        : words.wrongUsage.unknownCommandMeant(`${first} ${second}`, meant),
      ...inGroup.map((name) => `  holdfast ${name}`),
    ];
  }
  if (first.startsWith('-')) {
    return [words.wrongUsage.commandFirst, CALL];
  }
  const meant = first.length > LONGEST_NAME ? null : nearest(first, names);
  const { unknownCommand, unknownCommandMeant, listsCommands } = words.wrongUsage;
  const sentence = meant === null ? unknownCommand(first) : unknownCommandMeant(first, meant);
  return [sentence, CALL, listsCommands];
}

/** The version of this command line: `build/bundle.mjs` puts it in place of the variable. */
const VERSION = process.env.HOLDFAST_VERSION ?? 'of the sources, not built';
