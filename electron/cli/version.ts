/** The version of this command line: `build/bundle.mjs` puts it in place of the variable. */
export const VERSION = process.env.HOLDFAST_VERSION ?? 'of the sources, not built';
