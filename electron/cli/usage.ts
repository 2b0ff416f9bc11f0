import type { ExitStatus } from './command.ts';
import { words } from './words.ts';

/** An option: a flag, one value, or a value each time that it is given. `value` is the placeholder in the help. */
export type OptionUsage =
  | { readonly kind: 'flag'; readonly help: string; readonly required: false }
  | { readonly kind: 'value' | 'values'; readonly value: string; readonly help: string; readonly required: boolean };

/** What stands on the command line beside the options. */
export interface OperandUsage {
  /** The placeholder in the help. */
  readonly name: string;
  readonly count: 'one' | 'at most one' | 'one or more';
  readonly help: string;
}

/** How a command is called: parsing, help and the sentences about wrong usage are all made from this. */
export interface Usage {
  /** What the command does: a sentence without its full stop. */
  readonly summary: string;
  readonly operand: OperandUsage | null;
  readonly options: Readonly<Record<string, OptionUsage>>;
  /** Calls as they are typed, without `holdfast` and the command's name. */
  readonly examples: readonly string[];
  /** What an exit status means for this command, where that is more than for all. */
  readonly statuses: Readonly<Partial<Record<ExitStatus, string>>>;
}

/** Checks a usage, and keeps its options as literal types: what a command may ask its `Input` for. */
export function usage<const U extends Usage>(given: U): U {
  return given;
}

export function flag(help: string) {
  return { kind: 'flag', help, required: false } as const;
}

export function value(placeholder: string, help: string) {
  return { kind: 'value', value: placeholder, help, required: false } as const;
}

export function requiredValue(placeholder: string, help: string) {
  return { kind: 'value', value: placeholder, help, required: true } as const;
}

export function values(placeholder: string, help: string) {
  return { kind: 'values', value: placeholder, help, required: false } as const;
}

export function requiredValues(placeholder: string, help: string) {
  return { kind: 'values', value: placeholder, help, required: true } as const;
}

/** What every command takes. */
export const COMMON_OPTIONS = {
  json: flag(words.commonOptions.json),
  quiet: flag(words.commonOptions.quiet),
  help: flag(words.commonOptions.help),
} as const;

/** The names of a usage's options that are of a kind. */
type Named<U extends Usage, Kind> = {
  [Name in keyof U['options'] & string]: U['options'][Name] extends Kind ? Name : never;
}[keyof U['options'] & string];

/** What a command was called with, as often as its usage allows. */
export class Input<U extends Usage> {
  /** As many as the usage says. */
  readonly operands: readonly string[];
  readonly #values: ReadonlyMap<string, readonly string[]>;

  /** @param values of each option that was given; none for a flag */
  constructor(operands: readonly string[], values: ReadonlyMap<string, readonly string[]>) {
    this.operands = operands;
    this.#values = values;
  }

  /** The one operand, of a command that takes just one. */
  operand(): string {
    const [operand] = this.operands;
    if (operand === undefined) throw new Error('the usage of this command has no operand');
    return operand;
  }

  flag(name: Named<U, { kind: 'flag' }>): boolean {
    return this.#values.has(name);
  }

  value(name: Named<U, { kind: 'value'; required: false }>): string | undefined {
    return this.#values.get(name)?.[0];
  }

  required(name: Named<U, { kind: 'value'; required: true }>): string {
    const [given] = this.#values.get(name) ?? [];
    if (given === undefined) throw new Error(`the usage does not require --${name}`);
    return given;
  }

  values(name: Named<U, { kind: 'values' }>): readonly string[] {
    return this.#values.get(name) ?? [];
  }
}
