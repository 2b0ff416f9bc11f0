import { spawnSync } from 'node:child_process';
import { SetupError } from '../say.mjs';

/**
 * Runs a program of the system in the plain locale, and gives its stdout.
 * @param {string} program @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Readonly<Record<string, string>> }} [options]
 * @throws {SetupError} with what it said, when it is missing or fails
 */
export function run(program, args, { cwd, env } = {}) {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    env: { ...process.env, LC_ALL: 'C.UTF-8', TZ: 'UTC', ...env },
  });
  if (error !== undefined) throw new SetupError(`${program} could not be started: ${error.message}`);
  if (status !== 0) throw new SetupError(`${program} ended with ${status}: ${stderr.trim()}`);
  return stdout;
}
