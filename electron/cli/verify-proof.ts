import { createHash } from 'node:crypto';
import { parseFileProof, verifyFileProof } from '../../shared/evidence/file-proof.ts';
import { type Finding, finding } from '../../shared/finding/index.ts';
import { ok, type Result } from '../../shared/result.ts';
import { type Facts, type Run, UsageError, unreadable } from './command.ts';
import type { usages } from './commands.ts';
import { readFileUpTo, withFile } from './read-file.ts';
import { verdict } from './verdict.ts';
import { words } from './words.ts';

const MAX_PROOF_BYTES = 64 * 1024;

/** `verify-proof PROOF --tree HASH`: whether a proof leads to a tree that is trusted for another reason. */
export const verifyProof: Run<(typeof usages)['verify-proof']> = async (input) => {
  const [tree, content] = [input.required('tree'), input.value('content')];
  if (!/^[0-9a-f]{64}$/.test(tree)) throw new UsageError(words.wrongUsage.tree);
  const bytes = await readFileUpTo(input.operand(), MAX_PROOF_BYTES);
  if (!bytes.ok) return unreadable(bytes.error);
  const proof = parseFileProof(bytes.value);
  if (!proof.ok) return verdict('inclusion-proof', [proof.error]);
  const { path: file, sha256 } = proof.value;
  const differs: Finding[] = [];
  if (content !== undefined) {
    const observed = await sha256OfFile(content);
    if (!observed.ok) return unreadable(observed.error);
    if (observed.value !== sha256) {
      differs.push(finding('evidence.inclusion-proof-content', file, { observed: observed.value, expected: sha256 }));
    }
  }
  const { json, ...outcome } = verdict('inclusion-proof', [...verifyFileProof(proof.value, tree), ...differs]);
  const facts: Facts = [
    [words.answers.facts.file, file],
    ['sha256', sha256],
  ];
  return { ...outcome, facts, json: { ...json, file, sha256 } };
};

async function sha256OfFile(path: string): Promise<Result<string, string>> {
  return withFile(path, async (file) => {
    const digest = createHash('sha256');
    for await (const chunk of file.createReadStream({ autoClose: false })) digest.update(chunk);
    return ok(digest.digest('hex'));
  });
}
