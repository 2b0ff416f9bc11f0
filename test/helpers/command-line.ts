import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
// Built once, as `npm run cli` does it; what follows runs the bundle.
execFileSync(process.execPath, [join(ROOT, 'build/cli.mjs'), '--help'], { stdio: 'ignore' });

/** The bundled command line. */
export const CLI = join(ROOT, 'out/cli/holdfast.mjs');

/** Far more than anything here takes: a command that hangs fails its test. */
const LONGEST_MS = 60_000;

export interface Ran {
  readonly status: number | null;
  /** The one JSON value on stdout; `undefined` when there is nothing. */
  readonly json: Record<string, unknown> | undefined;
  readonly stdout: string;
  readonly messages: string;
}

/** Runs the command line as a pipeline does, in a process of its own. */
export function holdfast(...args: readonly string[]): Ran {
  const ran = told(...args);
  return { ...ran, json: ran.stdout === '' ? undefined : JSON.parse(ran.stdout) };
}

/** The same for what answers in text: its help, its version. */
export function told(...args: readonly string[]): Omit<Ran, 'json'> {
  return toldUnder({}, ...args);
}

/** The same with these variables in its environment. */
export function toldUnder(env: Readonly<Record<string, string>>, ...args: readonly string[]): Omit<Ran, 'json'> {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    encoding: 'utf8',
    timeout: LONGEST_MS,
    env: { ...process.env, ...env },
  });
  return { status, stdout, messages: stderr };
}
