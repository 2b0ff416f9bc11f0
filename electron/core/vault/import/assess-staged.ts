import { basename, join } from 'node:path';
import type { EvidenceReader } from '../../../../shared/evidence/reader.ts';
import type { EvidenceFile } from '../../../../shared/evidence/types.ts';
import { err, ok, type Result } from '../../../../shared/result.ts';
import { assessTree } from '../../assess/assess.ts';
import type { AssessedTree } from '../../assess/record.ts';
import { systemFailure } from '../../files/file-failure.ts';
import { JobControl } from '../../job/control.ts';
import { type ImportFailure, importFailure } from '../../tree/import-failure.ts';
import type { TokensFound } from '../../tree/token-search.ts';
import { BUNDLE_ENTRIES, IMPORT_STAGED } from '../store/layout.ts';
import { VaultEvidence } from '../store/vault-evidence.ts';
import type { ImportRole } from './import-role.ts';
import type { ImportOutcome } from './staged-tree.ts';

export type AssessedOutcome = Result<AssessedTree, ImportFailure>;

/** Judges a staged tree in the import's own thread, from the vault's copy, so that it is listed with its verdict. */
export async function assessStaged(role: ImportRole, staged: ImportOutcome): Promise<AssessedOutcome> {
  if (!staged.ok) return staged;
  const control = new JobControl(role.control);
  control.setPhase('checking');
  try {
    const evidence = new VaultEvidence(join(role.folder, IMPORT_STAGED, BUNDLE_ENTRIES), role.layout);
    try {
      const { tokens, ...tree } = staged.value;
      const reader = interruptible(evidence, tokens, control);
      const { form, summary } = tree;
      const assessment = await assessTree({ reader, form, summary, label: basename(role.source) });
      return ok({ ...tree, assessment });
    } finally {
      evidence.close();
    }
  } catch (thrown) {
    if (thrown instanceof Stopped) return err(importFailure({ kind: 'cancelled' }, role.importId));
    return err(importFailure({ kind: 'vault', file: systemFailure(thrown, role.layout.root) }, role.importId));
  }
}

/** Thrown out of whatever is being computed when the person cancels. */
class Stopped extends Error {
  override readonly name = 'Stopped';
}

const LEAVES_BETWEEN_LOOKS = 4096;

/** The same evidence, which waits while the job is paused. @throws Stopped once it is cancelled */
function interruptible(evidence: EvidenceReader, tokens: TokensFound | null, control: JobControl): EvidenceReader {
  const look = (): void => {
    if (!control.mayProceed()) throw new Stopped();
  };
  return {
    files: {
      *[Symbol.iterator](): Generator<EvidenceFile> {
        let leaves = 0;
        for (const file of evidence.files) {
          if (leaves++ % LEAVES_BETWEEN_LOOKS === 0) look();
          yield file;
        }
      },
    },
    find: (path) => evidence.find(path),
    scanned: (path, wanted) => tokens?.in(path, wanted) ?? null,
    readFile: (path) => {
      control.setCurrent(path);
      const content = evidence.readFile(path);
      return content === null ? null : looking(content, look, control);
    },
  };
}

async function* looking(
  content: AsyncIterable<Uint8Array>,
  look: () => void,
  control: JobControl,
): AsyncGenerator<Uint8Array> {
  const chunks = content[Symbol.asyncIterator]();
  try {
    for (;;) {
      look();
      control.waitFor('vault');
      const chunk = await chunks.next();
      control.waitFor(null);
      if (chunk.done === true) return;
      control.addCheckedBytes(chunk.value.length);
      yield chunk.value;
    }
  } finally {
    control.waitFor(null);
    await chunks.return?.();
  }
}
