import { utf8 } from '../../shared/encoding/bytes.ts';
import { type FileProof, fileProofText, proveFile } from '../../shared/evidence/file-proof.ts';
import { leavesOfLines } from '../../shared/evidence/listed-tree.ts';
import { sayFailure } from '../../shared/failure/say.ts';
import { PRIVATE_FILE, writeNewFile } from '../core/files/durable.ts';
import { foldLeaves } from '../core/tree/fold-leaves.ts';
import { withHashedLeaves } from '../core/tree/hashed-leaves.ts';
import { runtimeHashing } from '../core/tree/hashing.ts';
import { failed, type Outcome, type Run, UsageError, unreadable } from './command.ts';
import type { usages } from './commands.ts';
import { isDirectory, readFileUpTo } from './read-file.ts';
import { words } from './words.ts';
import { workerFile } from './worker-file.ts';

/** Nothing in a proof is a secret, and it is made to be passed on. */
const FOR_ALL = PRIVATE_FILE | 0o044;
/** A line a file: room for a million of them. */
const MAX_LINES_BYTES = 256 * 1024 * 1024;

/**
 * `prove PATH --file NAME --out PROOF`: writes the proof that one file is part of a tree. `--lines` in place of PATH: from
 * the lines of the tree's `dirHash`, as a dossier carries them, where the files themselves are elsewhere.
 */
export const prove: Run<typeof usages.prove> = async (input, progress) => {
  const [path, lines] = [input.operands[0], input.value('lines')];
  const [file, out] = [input.required('file'), input.required('out')];
  if ((path === undefined) === (lines === undefined)) throw new UsageError(words.wrongUsage.proveOne);
  if (path === undefined) return proveFromLines(lines ?? '', file, out);
  const there = await isDirectory(path);
  if (!there.ok) return unreadable(there.error);
  const options = { workerFile: workerFile(), control: progress.ofJob() };
  const proven = await withHashedLeaves(path, { ...options, git: false }, ({ summary }, leaves) => ({
    summary,
    proof: proveFile({ [Symbol.iterator]: () => leaves.from() }, file, runtimeHashing),
  }));
  if (!proven.ok) return failed(proven.error);
  const { summary, proof } = proven.value;
  if (proof === null) return unreadable(words.reading.noSuchEntry(path, file));
  return writeProof(proof, summary.merkleSha256, out);
};

async function proveFromLines(lines: string, file: string, out: string): Promise<Outcome> {
  const bytes = await readFileUpTo(lines, MAX_LINES_BYTES);
  if (!bytes.ok) return unreadable(bytes.error);
  const leaves = leavesOfLines(bytes.value);
  if (leaves === null) return unreadable(words.reading.noLines(lines));
  const proof = proveFile(leaves, file, runtimeHashing);
  if (proof === null) return unreadable(words.reading.noSuchLine(lines, file));
  return writeProof(proof, foldLeaves(leaves).merkleSha256, out);
}

async function writeProof(proof: FileProof, merkleSha256: string, out: string): Promise<Outcome> {
  const written = await writeNewFile(out, utf8(fileProofText(proof)), FOR_ALL);
  if (!written.ok) return unreadable(sayFailure(written.error));
  const { path: file, sha256 } = proof;
  return {
    status: 0,
    json: { proof: out, file, sha256, merkleSha256 },
    messages: [words.answers.proofWritten(out)],
    facts: [
      [words.answers.facts.file, file],
      ['sha256', sha256],
      ['merkleSha256', merkleSha256],
    ],
  };
}
