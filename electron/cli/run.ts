import { isForPerson, print, printJson, say } from '../core/terminal.ts';
import { type Outcome, UsageError } from './command.ts';
import { type Call, COMMANDS, type Command } from './commands.ts';
import { commandHelp, overview, usageLine } from './help.ts';
import { nearest } from './nearest.ts';
import { page, sentences } from './page.ts';
import { Progress } from './progress.ts';

/** The exit status of what could not be read, and of wrong usage. */
const UNREADABLE = 2;
/** A word longer than this is no slip of a command's name. */
const LONGEST_NAME = 40;

/** Runs what the words after `holdfast` ask for, and gives the exit status. */
export async function holdfast(words: readonly string[]): Promise<number> {
  const [first, ...others] = words;
  if (first === '--version' || first === '-V') return told([`holdfast ${VERSION}`]);
  if (first === '--help' || first === '-h') return told(overview(COMMANDS));
  if (first === 'help') return help(others);
  if (first === undefined) return wrongUsage(['Which command?', ...overview(COMMANDS)]);
  const found = commandIn(words);
  if (found === null) return wrongUsage(noSuchCommand(words));
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
function commandIn(words: readonly string[]): Found | null {
  for (const length of [2, 1]) {
    const name = words.slice(0, length).join(' ');
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (command !== undefined) return { name, command, args: words.slice(length) };
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

function help(words: readonly string[]): number {
  if (words.length === 0) return told(overview(COMMANDS));
  const found = commandIn(words);
  return found === null ? wrongUsage(noSuchCommand(words)) : told(commandHelp(found.name, found.command.usage));
}

function wrongCall(name: string, { usage }: Command, error: unknown): number {
  if (!(error instanceof UsageError)) throw error;
  return wrongUsage([error.message, `Usage: ${usageLine(name, usage)}`, `\`holdfast ${name} --help\` explains it.`]);
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
      meant === null ? `${first} is followed by a second word.` : didYouMean(`${first} ${second}`, meant),
      ...inGroup.map((name) => `  holdfast ${name}`),
    ];
  }
  if (first.startsWith('-')) {
    return ['The command comes first, its options after it.', 'Usage: holdfast COMMAND [OPTION]...'];
  }
  const meant = first.length > LONGEST_NAME ? null : nearest(first, names);
  const sentence = meant === null ? `There is no command ${first}.` : didYouMean(first, meant);
  return [sentence, 'Usage: holdfast COMMAND [OPTION]...', '`holdfast --help` lists the commands.'];
}

function didYouMean(typed: string, meant: string): string {
  return `There is no command ${typed}. Did you mean ${meant}?`;
}

/** The version of this command line: `build/bundle.mjs` puts it in place of the variable. */
const VERSION = process.env.HOLDFAST_VERSION ?? 'of the sources, not built';
