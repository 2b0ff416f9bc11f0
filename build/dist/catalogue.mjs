// What the command line says of itself, for the man pages and the completion: the tables that its own help is made from.
import { dirname } from 'node:path';
import { build } from 'esbuild';

const root = dirname(dirname(import.meta.dirname));

/** @typedef {import('../../electron/cli/usage.ts').Usage} Usage */
/** @typedef {import('../../electron/cli/usage.ts').OptionUsage} OptionUsage */
/**
 * @typedef {object} Catalogue
 * @property {Readonly<Record<string, Usage>>} usages
 * @property {Readonly<Record<string, OptionUsage>>} COMMON_OPTIONS
 * @property {(name: string, usage: Usage) => string} usageLine
 * @property {(name: string, option: OptionUsage) => string} optionHead
 * @property {(usage: Pick<Usage, 'statuses'>) => readonly (readonly [number, string])[]} statusMeanings
 * @property {readonly (readonly [number, string])[]} STATUSES
 * @property {{ readonly help: { readonly output: string } }} words
 */

const ENTRY = `
  export { usages } from './electron/cli/commands.ts';
  export { COMMON_OPTIONS } from './electron/cli/usage.ts';
  export { usageLine, optionHead, statusMeanings, STATUSES } from './electron/cli/help.ts';
  export { words } from './electron/cli/words.ts';
`;

/** @returns {Promise<Catalogue>} */
export async function loadCatalogue() {
  const { outputFiles } = await build({
    absWorkingDir: root,
    stdin: { contents: ENTRY, resolveDir: root, loader: 'ts' },
    bundle: true,
    platform: 'node',
    // In English, whatever language whoever builds it uses.
    define: { 'process.env': '{}' },
    format: 'esm',
    write: false,
    logLevel: 'warning',
  });
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0]?.text ?? '')}`);
}
