import { utf8 } from '../../shared/bytes.ts';
import { type FileProof, fileProofText, proveFile } from '../../shared/evidence/file-proof.ts';
import { leavesOfLines } from '../../shared/evidence/listed-tree.ts';
import { describeFinding } from '../../shared/finding/index.ts';
import { PRIVATE_FILE, writeNewFile } from '../files/durable.ts';
import { foldLeaves } from '../vault/fold-leaves.ts';
import { withHashedLeaves } from '../vault/hashed-leaves.ts';
import { runtimeHashing } from '../vault/hashing.ts';
import { type Outcome, type Run, UsageError, unreadable } from './command.ts';
import type { usages } from './commands.ts';
import { isNoArchive } from './other-archive.ts';
import { readFileUpTo } from './read-file.ts';
import { workerFile } from './worker-file.ts';

/** Nothing in a proof is a secret, and it is made to be passed on. */
const FOR_ALL = PRIVATE_FILE | 0o044;
/** A line a file: room for a million of them. */
const MAX_LINES_BYTES = 256 * 1024 * 1024;

/**
 * `prove PATH --file NAME --out PROOF`: writes the proof that one file is part of a tree. `--lines` in place of PATH: from
 * the lines of the tree's `dirHash`, as a dossier carries them, where the files themselves are elsewhere.
 */
export const prove: Run<typeof usages.prove> = async (input) => {
  const [path, lines] = [input.operands[0], input.value('lines')];
  const [file, out] = [input.required('file'), input.required('out')];
  if ((path === undefined) === (lines === undefined)) throw new UsageError('prove takes either a PATH or --lines.');
  if (path === undefined) return proveFromLines(lines ?? '', file, out);
  const proven = await withHashedLeaves(path, { workerFile: workerFile() }, ({ summary }, leaves) => ({
    summary,
    proof: proveFile({ [Symbol.iterator]: () => leaves.from() }, file, runtimeHashing),
  }));
  if (!proven.ok) {
    const findings = proven.error.code === 'refused' ? proven.error.findings : [];
    const messages = [proven.error.sentence, ...findings.map(describeFinding)];
    const isRefused = findings.length > 0 && !isNoArchive(findings);
    return { status: isRefused ? 1 : 2, json: { error: proven.error.sentence, findings }, messages };
  }
  const { summary, proof } = proven.value;
  if (proof === null) return unreadable(`${path} holds no regular file ${file}.`);
  return writeProof(proof, summary.merkleSha256, out);
};

async function proveFromLines(lines: string, file: string, out: string): Promise<Outcome> {
  const bytes = await readFileUpTo(lines, MAX_LINES_BYTES);
  if (!bytes.ok) return unreadable(bytes.error);
  const leaves = leavesOfLines(bytes.value);
  if (leaves === null) return unreadable(`${lines} does not hold the lines of a dirHash.`);
  const proof = proveFile(leaves, file, runtimeHashing);
  if (proof === null) return unreadable(`${lines} names no file ${file}.`);
  return writeProof(proof, foldLeaves(leaves).merkleSha256, out);
}

async function writeProof(proof: FileProof, merkleSha256: string, out: string): Promise<Outcome> {
  const written = await writeNewFile(out, utf8(fileProofText(proof)), FOR_ALL);
  if (!written.ok) return unreadable(written.error.sentence);
  const { path: file, sha256 } = proof;
  return {
    status: 0,
    json: { proof: out, file, sha256, merkleSha256 },
    messages: [`${out} proves ${file} part of the tree with merkleSha256 ${merkleSha256}.`],
  };
}
