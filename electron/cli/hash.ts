import { describeFinding } from '../../shared/finding/index.ts';
import { dirHashOf, hashTree } from '../vault/hash-tree.ts';
import { type Run, UsageError } from './command.ts';
import type { usages } from './commands.ts';
import { isNoArchive } from './other-archive.ts';
import { workerFile } from './worker-file.ts';

/**
 * `hash PATH`: every tree hash of a directory or archive; with `--only dirHash` that one, for a directory from one
 * digest a file.
 */
export const hash: Run<typeof usages.hash> = async (input) => {
  const only = input.value('only');
  if (only !== undefined && only !== 'dirHash') throw new UsageError('--only knows dirHash alone.');
  const hashed = await (only === undefined ? hashTree : dirHashOf)(input.operand(), { workerFile: workerFile() });
  if (hashed.ok) {
    const { summary, findings } = hashed.value;
    return { status: 0, json: summary, messages: findings.map(describeFinding) };
  }
  const findings = hashed.error.code === 'refused' ? hashed.error.findings : [];
  const messages = [hashed.error.sentence, ...findings.map(describeFinding)];
  return {
    status: hashed.error.code === 'refused' && !isNoArchive(findings) ? 1 : 2,
    json: { error: hashed.error.sentence, findings },
    messages,
  };
};
