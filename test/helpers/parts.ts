import { join } from 'node:path';

/** Where build/unit.mjs put what it bundled for the tests: threads and processes of the application and of the tests. */
const FOLDER = process.env.HOLDFAST_TEST_PARTS ?? missing();

/** A worker of the application, or one that was changed for a test. */
export type Thread = 'vault-worker' | 'faulty-vault-worker' | 'held-at-folding' | 'packet-worker' | 'key-process';

/** What tests start as a process of its own. */
export type Script =
  | 'data-folder-opener'
  | 'folder-writer'
  | 'import-child'
  | 'journal-appender'
  | 'lock-holder'
  | 'suite-adapter'
  | 'without-core-dumps';

/** The bundle of a thread or process of the application. */
export function threadFile(name: Thread): string {
  return join(FOLDER, `${name}.cjs`);
}

/** The bundle of a script of the tests. */
export function scriptFile(name: Script): string {
  return join(FOLDER, `${name}.mjs`);
}

function missing(): never {
  throw new Error('Run the unit tests with build/unit.mjs, which bundles their workers.');
}
