import { parseArgs } from 'node:util';
import { describeFinding } from '../../shared/finding/index.ts';
import { dirHashOf, hashTree } from '../vault/hash-tree.ts';
import { type Command, UsageError } from './command.ts';
import { isNoArchive } from './other-archive.ts';
import { workerFile } from './worker-file.ts';

/**
 * `hash PATH`: every tree hash of a directory or archive; with `--only dirHash` that one, for a directory from one
 * digest a file.
 */
export const hash: Command = {
  usage: 'PATH [--only dirHash]',
  summary: 'every tree hash of an evidence tree, or its dirHash alone (quicker for a directory)',
  run: async (args) => {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { only: { type: 'string' } },
    });
    const [path, ...more] = positionals;
    if (path === undefined || more.length > 0) throw new UsageError('hash takes one path.');
    if (values.only !== undefined && values.only !== 'dirHash') throw new UsageError('--only knows dirHash alone.');
    const hashed = await (values.only === undefined ? hashTree : dirHashOf)(path, { workerFile: workerFile() });
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
  },
};
