import { answers } from './answers.ts';
import { reading, voucherWords } from './reading.ts';
import { commonOptions, help, usage, wrongUsage } from './usage.ts';

/** What the command line says. */
export const cli = { usage, commonOptions, help, wrongUsage, reading, voucherWords, answers };
