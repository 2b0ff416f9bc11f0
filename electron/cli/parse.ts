import { parseArgs } from 'node:util';
import { assertNever } from '../../shared/result.ts';
import { UsageError } from './command.ts';
import { nearest } from './nearest.ts';
import { COMMON_OPTIONS, Input, type OptionUsage, type Usage } from './usage.ts';
import { words } from './words.ts';

/** A word of a command line longer than this is a mistake, and not compared with what there is. */
const LONGEST_OPTION = 40;

/** What a command was called with, and how it is to answer. */
export interface Parsed<U extends Usage> {
  readonly input: Input<U>;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** Parses the words after a command's name; `help` when they ask for it. Throws `UsageError` with a sentence. */
export function parseInput<U extends Usage>(usage: U, args: readonly string[]): Parsed<U> | 'help' {
  const options: Readonly<Record<string, OptionUsage>> = { ...usage.options, ...COMMON_OPTIONS };
  const { operands, values } = split(args, options);
  if (values.has('help')) return 'help';
  checkOperands(usage, operands);
  for (const [name, option] of Object.entries(options)) {
    if (option.required && !values.has(name)) throw new UsageError(words.wrongUsage.missing(`--${name}`));
  }
  return { input: new Input(operands, values), json: values.has('json'), quiet: values.has('quiet') };
}

/** The words of a command line, as node:util splits them, each checked against the options there are. */
function split(
  args: readonly string[],
  options: Readonly<Record<string, OptionUsage>>,
): { readonly operands: readonly string[]; readonly values: ReadonlyMap<string, readonly string[]> } {
  const operands: string[] = [];
  const values = new Map<string, readonly string[]>();
  const { tokens } = parseArgs({ args: [...args], options: configOf(options), strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (option === undefined) throw unknownOption(args[token.index] ?? token.rawName, options);
    values.set(token.name, [...(values.get(token.name) ?? []), ...valuesIn(token, option, values.has(token.name))]);
  }
  return { operands, values };
}

function configOf(options: Readonly<Record<string, OptionUsage>>) {
  const config = Object.entries(options).map(([name, { kind }]) => {
    const type = kind === 'flag' ? ('boolean' as const) : ('string' as const);
    return [name, name === 'help' ? { type, short: 'h' } : { type }] as const;
  });
  return Object.fromEntries(config);
}

type OptionToken = {
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
};

/** The value that came with an option: none for a flag. */
function valuesIn({ rawName, value, inlineValue }: OptionToken, option: OptionUsage, isRepeated: boolean): string[] {
  switch (option.kind) {
    case 'flag':
      if (value !== undefined) throw new UsageError(words.wrongUsage.noValue(rawName));
      return [];
    case 'value':
    case 'values':
      if (isRepeated && option.kind === 'value') throw new UsageError(words.wrongUsage.twice(rawName));
      if (value === undefined || value === '') throw new UsageError(words.wrongUsage.needsValue(rawName, option.value));
      if (inlineValue !== true && value.startsWith('-')) {
        throw new UsageError(words.wrongUsage.valueWithDash(rawName, option.value));
      }
      return [value];
    default:
      return assertNever(option, 'option');
  }
}

function unknownOption(arg: string, options: Readonly<Record<string, OptionUsage>>): UsageError {
  const [typed = arg] = arg.split('=');
  const meant = typed.length > LONGEST_OPTION ? null : nearest(typed.replace(/^-+/, ''), Object.keys(options));
  const { unknownOption: unknown, unknownOptionMeant } = words.wrongUsage;
  return new UsageError(meant === null ? unknown(typed) : unknownOptionMeant(typed, meant));
}

function checkOperands({ operand }: Usage, given: readonly string[]): void {
  const [first, second] = given;
  if (given.includes('')) throw new UsageError(words.wrongUsage.emptyArgument);
  if (operand === null) {
    if (first !== undefined) throw new UsageError(words.wrongUsage.unexpected(first));
    return;
  }
  if (first === undefined && operand.count !== 'at most one')
    throw new UsageError(words.wrongUsage.missing(operand.name));
  if (second !== undefined && operand.count !== 'one or more')
    throw new UsageError(words.wrongUsage.unexpected(second));
}
