import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { parseFileProof, verifyFileProof } from '../../shared/evidence/file-proof.ts';
import { type Finding, finding } from '../../shared/finding/index.ts';
import { attempt } from '../files/file-error.ts';
import { type Command, UsageError, unreadable } from './command.ts';
import { readFileUpTo } from './read-file.ts';
import { verdict } from './verdict.ts';

const MAX_PROOF_BYTES = 64 * 1024;

/** `verify-proof PROOF --tree HASH`: whether a proof leads to a tree that is trusted for another reason. */
export const verifyProof: Command = {
  usage: 'PROOF --tree MERKLE_SHA256 [--content FILE]',
  summary: 'whether a proof leads to this merkleSha256, and is about this content',
  run: async (args) => {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { tree: { type: 'string' }, content: { type: 'string' } },
    });
    const [path, ...more] = positionals;
    const { tree, content } = values;
    if (path === undefined || more.length > 0 || tree === undefined) {
      throw new UsageError('verify-proof takes one proof, and --tree.');
    }
    if (!/^[0-9a-f]{64}$/.test(tree)) throw new UsageError('--tree takes a merkleSha256: 64 lower-case hex digits.');
    const bytes = await readFileUpTo(path, MAX_PROOF_BYTES);
    if (!bytes.ok) return unreadable(bytes.error);
    const proof = parseFileProof(bytes.value);
    if (!proof.ok) return verdict('inclusion-proof', [proof.error]);
    const { path: file, sha256 } = proof.value;
    const differs: Finding[] = [];
    if (content !== undefined) {
      const observed = await attempt(content, () => sha256Of(content));
      if (!observed.ok) return unreadable(observed.error.sentence);
      if (observed.value !== sha256) {
        differs.push(finding('evidence.inclusion-proof-content', file, { observed: observed.value, expected: sha256 }));
      }
    }
    const { json, ...outcome } = verdict('inclusion-proof', [...verifyFileProof(proof.value, tree), ...differs]);
    return { ...outcome, json: { ...json, file, sha256 } };
  },
};

async function sha256Of(path: string): Promise<string> {
  const digest = createHash('sha256');
  for await (const chunk of createReadStream(path)) digest.update(chunk);
  return digest.digest('hex');
}
