import type { cli as en } from '../../en/cli/index.ts';
import type { SameShape } from '../../forms/same-shape.ts';
import { answers } from './answers.ts';
import { reading, voucherWords } from './reading.ts';
import { commonOptions, help, usage, wrongUsage } from './usage.ts';

/** What the command line says. */
export const cli: SameShape<typeof en> = { usage, commonOptions, help, wrongUsage, reading, voucherWords, answers };
