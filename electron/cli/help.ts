import { COMMON_OPTIONS, type OperandUsage, type OptionUsage, type Usage } from './usage.ts';
import { words } from './words.ts';

const WIDTH = 79;
/** How a shell is told that a call goes on. */
const CONTINUED = ' \\';
/** What an exit status means, where a command says nothing more precise. */
export const STATUSES = ([0, 1, 2, 3] as const).map((status) => [status, words.help.statuses[status]] as const);

/** The one line that says how a command is called: `holdfast verify PATH [--expect-tree HASH]`. */
export function usageLine(name: string, { operand, options }: Usage): string {
  const named = Object.entries(options).map(([option, usage]) => optionInLine(`--${option}`, usage));
  return ['holdfast', name, ...(operand === null ? [] : [operandInLine(operand)]), ...named].join(' ');
}

/** The help of one command, a line each, at most 79 characters wide. */
export function commandHelp(name: string, usage: Usage): readonly string[] {
  const { operand, options, examples } = usage;
  const common = Object.entries<OptionUsage>(COMMON_OPTIONS);
  return [
    ...filled('', `holdfast ${name}: ${usage.summary}.`),
    '',
    ...filled(words.help.usage, usageLine(name, usage)),
    '',
    ...(operand === null ? [] : entry(operand.name, operand.help)),
    ...[...Object.entries(options), ...common].flatMap(([option, one]) => entry(optionHead(option, one), one.help)),
    '',
    words.help.examples,
    ...examples.flatMap((example) => callLines(`holdfast ${name} ${example}`)),
    '',
    words.help.exitStatus,
    ...statusMeanings(usage).flatMap(([status, meaning]) => filled(`  ${status}  `, meaning)),
  ];
}

/** What each exit status of a command means; 3 only where the command has it. */
export function statusMeanings({ statuses }: Pick<Usage, 'statuses'>): readonly (readonly [number, string])[] {
  return STATUSES.flatMap(([status, meaning]) => {
    const own = statuses[status];
    return own === undefined && status === 3 ? [] : [[status, own ?? meaning] as const];
  });
}

/** The help of the whole command line. */
export function overview(commands: Readonly<Record<string, { readonly usage: Usage }>>): readonly string[] {
  return [
    words.help.title,
    '',
    `${words.help.usage}${words.help.call}`,
    '',
    ...Object.entries(commands).flatMap(([name, { usage }]) => entry(name, usage.summary)),
    '',
    ...filled('', words.help.more),
    '',
    ...filled('', words.help.output),
    '',
    words.help.exitStatus,
    ...STATUSES.map(([status, meaning]) => `  ${status}  ${meaning}`),
  ];
}

function operandInLine({ name, count }: OperandUsage): string {
  switch (count) {
    case 'one':
      return name;
    case 'at most one':
      return `[${name}]`;
    case 'one or more':
      return `${name}...`;
  }
}

function optionInLine(name: string, option: OptionUsage): string {
  const call = option.kind === 'flag' ? name : `${name} ${option.value}`;
  const repeats = option.kind === 'values' ? '...' : '';
  return `${option.required ? call : `[${call}]`}${repeats}`;
}

/** An option with the placeholder of its value: `--out PATH`. */
export function optionHead(name: string, option: OptionUsage): string {
  return option.kind === 'flag' ? `--${name}` : `--${name} ${option.value}`;
}

/** A name, and on the lines after it what it means. */
function entry(name: string, meaning: string): readonly string[] {
  return [`  ${name}`, ...filled('      ', meaning)];
}

/** A call as it can be pasted into a shell: where it is too long for a line, the line breaks before an option. */
function callLines(call: string): readonly string[] {
  const [first = '', ...more] = call.split(/ (?=--)/);
  const lines = [`  ${first}`];
  for (const part of more) {
    const line = lines.at(-1) ?? '';
    if (line.length + part.length + ' '.length + CONTINUED.length <= WIDTH) lines[lines.length - 1] = `${line} ${part}`;
    else lines.push(`      ${part}`);
  }
  return lines.map((line, at) => (at < lines.length - 1 ? `${line}${CONTINUED}` : line));
}

/** A text in lines of at most 79 characters; those after the first begin below its first character. */
function filled(head: string, text: string): readonly string[] {
  const lines: string[] = [];
  let line = head;
  let isEmpty = true;
  for (const word of text.split(' ')) {
    if (!isEmpty && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = ' '.repeat(head.length);
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}
