import { cli } from '../../shared/strings/en/cli/index.ts';

/** What the command line says. */
export const words = cli;
