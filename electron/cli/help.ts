import { COMMON_OPTIONS, type OperandUsage, type OptionUsage, type Usage } from './usage.ts';

const WIDTH = 79;
/** How a shell is told that a call goes on. */
const CONTINUED = ' \\';
const STATUSES = [
  [0, 'it holds'],
  [1, 'it does not hold'],
  [2, 'it could not be read, or was called wrongly'],
  [3, 'there was nothing to verify'],
] as const;

/** The one line that says how a command is called: `holdfast verify PATH [--expect-tree HASH]`. */
export function usageLine(name: string, { operand, options }: Usage): string {
  const named = Object.entries(options).map(([option, usage]) => optionInLine(`--${option}`, usage));
  return ['holdfast', name, ...(operand === null ? [] : [operandInLine(operand)]), ...named].join(' ');
}

/** The help of one command, a line each, at most 79 characters wide. */
export function commandHelp(name: string, usage: Usage): readonly string[] {
  const { operand, options, examples, statuses } = usage;
  const common = Object.entries<OptionUsage>(COMMON_OPTIONS);
  return [
    ...filled('', `holdfast ${name}: ${usage.summary}.`),
    '',
    ...filled('Usage: ', usageLine(name, usage)),
    '',
    ...(operand === null ? [] : entry(operand.name, operand.help)),
    ...[...Object.entries(options), ...common].flatMap(([option, one]) => entry(optionHead(option, one), one.help)),
    '',
    'Examples:',
    ...examples.flatMap((example) => callLines(`holdfast ${name} ${example}`)),
    '',
    'Exit status:',
    ...STATUSES.flatMap(([status, meaning]) => {
      const own = statuses[status];
      return own === undefined && status === 3 ? [] : filled(`  ${status}  `, own ?? meaning);
    }),
  ];
}

/** The help of the whole command line. */
export function overview(commands: Readonly<Record<string, { readonly usage: Usage }>>): readonly string[] {
  return [
    'Holdfast: decision packets and their evidence, read and verified without a network.',
    '',
    'Usage: holdfast COMMAND [OPTION]...',
    '',
    ...Object.entries(commands).flatMap(([name, { usage }]) => entry(name, usage.summary)),
    '',
    ...filled(
      '',
      '`holdfast COMMAND --help` (or -h, or `holdfast help COMMAND`) explains one. `holdfast --version` says which version this is.',
    ),
    '',
    ...filled(
      '',
      'On a terminal a command answers in sentences. In a pipe, or with --json, standard output has one JSON value and standard error has the sentences.',
    ),
    '',
    'Exit status:',
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

function optionHead(name: string, option: OptionUsage): string {
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
