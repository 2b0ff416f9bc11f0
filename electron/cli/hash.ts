import { dirHashOf, hashTree } from '../core/tree/hash-tree.ts';
import { failed, type Run, UsageError, unreadable } from './command.ts';
import type { usages } from './commands.ts';
import { isDirectory } from './read-file.ts';
import { treeFacts } from './tree-facts.ts';
import { words } from './words.ts';
import { workerFile } from './worker-file.ts';

/**
 * `hash PATH`: every tree hash of a directory or archive; with `--only dirHash` that one, for a directory from one
 * digest a file.
 */
export const hash: Run<typeof usages.hash> = async (input, progress) => {
  const only = input.value('only');
  if (only !== undefined && only !== 'dirHash') throw new UsageError(words.wrongUsage.only);
  const path = input.operand();
  const there = await isDirectory(path);
  if (!there.ok) return unreadable(there.error);
  const options = { workerFile: workerFile(), control: progress.ofJob() };
  const hashed = await (only === undefined ? hashTree : dirHashOf)(path, options);
  if (!hashed.ok) return failed(hashed.error);
  const { summary, findings } = hashed.value;
  return { status: 0, json: summary, messages: findings, facts: treeFacts(summary) };
};
