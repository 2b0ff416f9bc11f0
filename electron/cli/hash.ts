import { parseArgs } from 'node:util';
import { describeFinding } from '../../shared/finding/index.ts';
import { hashTree } from '../vault/hash-tree.ts';
import { type Command, UsageError } from './command.ts';
import { workerFile } from './worker-file.ts';

/** `hash PATH`: every tree hash of a directory. */
export const hash: Command = {
  usage: 'PATH',
  summary: 'every tree hash of an evidence tree',
  run: async (args) => {
    const [path, ...more] = parseArgs({ args: [...args], allowPositionals: true }).positionals;
    if (path === undefined || more.length > 0) throw new UsageError('hash takes one path.');
    const hashed = await hashTree(path, { workerFile: workerFile() });
    if (hashed.ok) {
      const { summary, findings } = hashed.value;
      return { status: 0, json: summary, messages: findings.map(describeFinding) };
    }
    const findings = hashed.error.code === 'refused' ? hashed.error.findings : [];
    const messages = [hashed.error.sentence, ...findings.map(describeFinding)];
    return {
      status: hashed.error.code === 'refused' ? 1 : 2,
      json: { error: hashed.error.sentence, findings },
      messages,
    };
  },
};
