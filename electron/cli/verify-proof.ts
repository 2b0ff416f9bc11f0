import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import { parseFileProof, verifyFileProof } from '../../shared/evidence/file-proof.ts';
import { type Finding, finding } from '../../shared/finding/index.ts';
import { ok, type Result } from '../../shared/result.ts';
import { type Command, UsageError, unreadable } from './command.ts';
import { readFileUpTo, withFile } from './read-file.ts';
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
      const observed = await sha256Of(content);
      if (!observed.ok) return unreadable(observed.error);
      if (observed.value !== sha256) {
        differs.push(finding('evidence.inclusion-proof-content', file, { observed: observed.value, expected: sha256 }));
      }
    }
    const { json, ...outcome } = verdict('inclusion-proof', [...verifyFileProof(proof.value, tree), ...differs]);
    return { ...outcome, json: { ...json, file, sha256 } };
  },
};

async function sha256Of(path: string): Promise<Result<string, string>> {
  return withFile(path, async (file) => {
    const digest = createHash('sha256');
    for await (const chunk of file.createReadStream({ autoClose: false })) digest.update(chunk);
    return ok(digest.digest('hex'));
  });
}
