import { parseArgs } from 'node:util';
import { utf8 } from '../../shared/bytes.ts';
import { fileProofText, proveFile } from '../../shared/evidence/file-proof.ts';
import { describeFinding } from '../../shared/finding/index.ts';
import { PRIVATE_FILE, writeNewFile } from '../files/durable.ts';
import { withHashedLeaves } from '../vault/hashed-leaves.ts';
import { runtimeHashing } from '../vault/hashing.ts';
import { type Command, UsageError, unreadable } from './command.ts';
import { workerFile } from './worker-file.ts';

/** Nothing in a proof is a secret, and it is made to be passed on. */
const FOR_ALL = PRIVATE_FILE | 0o044;

/** `prove PATH --file NAME --out PROOF`: writes the proof that one file is part of a tree. */
export const prove: Command = {
  usage: 'PATH --file NAME --out PROOF',
  summary: 'prove one file part of a tree, in a few hundred bytes',
  run: async (args) => {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { file: { type: 'string' }, out: { type: 'string' } },
    });
    const [path, ...more] = positionals;
    const { file, out } = values;
    if (path === undefined || more.length > 0 || file === undefined || out === undefined) {
      throw new UsageError('prove takes one path, --file and --out.');
    }
    const proven = await withHashedLeaves(path, { workerFile: workerFile() }, ({ summary }, leaves) => ({
      summary,
      proof: proveFile({ [Symbol.iterator]: () => leaves.from() }, file, runtimeHashing),
    }));
    if (!proven.ok) {
      const findings = proven.error.code === 'refused' ? proven.error.findings : [];
      const messages = [proven.error.sentence, ...findings.map(describeFinding)];
      return { status: findings.length > 0 ? 1 : 2, json: { error: proven.error.sentence, findings }, messages };
    }
    const { summary, proof } = proven.value;
    if (proof === null) return unreadable(`${path} holds no regular file ${file}.`);
    const written = await writeNewFile(out, utf8(fileProofText(proof)), FOR_ALL);
    if (!written.ok) return unreadable(written.error.sentence);
    const { sha256 } = proof;
    return {
      status: 0,
      json: { proof: out, file, sha256, merkleSha256: summary.merkleSha256 },
      messages: [`${out} proves ${file} part of the tree with merkleSha256 ${summary.merkleSha256}.`],
    };
  },
};
