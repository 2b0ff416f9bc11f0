import type { EvidenceFile, TreeSummary } from '../../../shared/evidence/types.ts';
import { type ByteName, byteName } from '../media/byte-name.ts';
import { LeafRunBuilder } from './leaf-run.ts';
import { RunFold } from './run-fold.ts';

const RUN_LEAVES = 256;

/** `foldInOrder` of `shared/evidence`, in runs: for trees of a million files. @throws on leaves that are out of order */
export function foldLeaves(files: Iterable<EvidenceFile>): TreeSummary {
  const fold = new RunFold();
  const builder = new LeafRunBuilder();
  for (const file of files) {
    const { folder, name } = splitPath(byteName(file.path));
    builder.addKnown(folder, name, file.kind, file, file.size, '');
    if (builder.leaves === RUN_LEAVES) fold.add(builder.take());
  }
  if (builder.leaves > 0) fold.add(builder.take());
  return fold.finish();
}

/** The folder ends with `/`, or is empty. */
export function splitPath(path: ByteName): { readonly folder: ByteName; readonly name: ByteName } {
  const end = path.lastIndexOf('/') + 1;
  return { folder: path.slice(0, end), name: path.slice(end) };
}
