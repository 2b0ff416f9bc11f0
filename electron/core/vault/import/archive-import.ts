import { join } from 'node:path';
import { type Finding, hasError } from '../../../../shared/finding/index.ts';
import { err, ok } from '../../../../shared/result.ts';
import { openArchive } from '../../archive/open.ts';
import { type ArchiveReader, DEFAULT_ARCHIVE_LIMITS } from '../../archive/types.ts';
import { systemFailure } from '../../files/file-failure.ts';
import { JobControl } from '../../job/control.ts';
import { byteName } from '../../media/byte-name.ts';
import { type ArchivePass, mediumFailure, readArchive, runsOf } from '../../tree/archive-reading.ts';
import { ArchiveSearch } from '../../tree/archive-search.ts';
import { EntrySorter } from '../../tree/entry-sorter.ts';
import { importFailure, refusedTree, type StopReason } from '../../tree/import-failure.ts';
import { sha256Alone } from '../../tree/leaf-hasher.ts';
import { LeafList } from '../../tree/leaf-list.ts';
import { RunFold } from '../../tree/run-fold.ts';
import { MAX_CHECKS_BYTES } from '../../tree/token-search.ts';
import { VaultIndex } from '../store/index-of-packs.ts';
import { BUNDLE_ENTRIES } from '../store/layout.ts';
import { presenceFilterOf } from '../store/presence-filter.ts';
import { VaultSink } from '../store/vault-sink.ts';
import { WatchedSink } from '../store/watched-sink.ts';
import { ArchiveJournal } from './archive-journal.ts';
import type { ImportRole } from './import-role.ts';
import { freshStage, type ImportOutcome, type StagedTree } from './staged-tree.ts';

/**
 * Imports a zip, tar or tar.gz up to the point where only the commit is missing. An archive is one stream, so one thread
 * reads, hashes and stores it. An interrupted import passes over what was finished of the same archive: in a zip or a plain
 * tar without reading it, in a tar.gz by expanding it once more.
 */
export async function importArchive(role: ImportRole): Promise<ImportOutcome> {
  const control = new JobControl(role.control);
  const opened = openArchive(role.source, DEFAULT_ARCHIVE_LIMITS, (call) => control.during('medium', call));
  if (!opened.ok) {
    const failed = mediumFailure([opened.error]);
    return err(failed === null ? refusedTree([opened.error]) : importFailure(failed, role.importId));
  }
  const archive = opened.value;
  const index = new VaultIndex(role.layout);
  try {
    index.refresh();
    return await stageArchive(role, archive, index, control);
  } catch (thrown) {
    return err(importFailure({ kind: 'vault', file: systemFailure(thrown, role.layout.root) }, role.importId));
  } finally {
    index.close();
    archive.close();
  }
}

async function stageArchive(
  role: ImportRole,
  archive: ArchiveReader,
  index: VaultIndex,
  control: JobControl,
): Promise<ImportOutcome> {
  control.setTotals({ files: null, bytes: archive.archiveBytes });
  const search = new ArchiveSearch(await archive.checksAhead(MAX_CHECKS_BYTES));
  const stage = freshStage(role.folder);
  const sorter = new EntrySorter(stage.scratch);
  const place = { layout: role.layout, folder: role.folder, prefix: `${role.importId}-${Date.now().toString(36)}` };
  const sink = new WatchedSink(new VaultSink(place, index, presenceFilterOf(index)), control);
  const journal = new ArchiveJournal(role.folder, archive, () => sink.settled());
  let stop: StopReason | null;
  try {
    const pass: ArchivePass = {
      recall: (item) => {
        const known = journal.recall(item);
        if (known === null || index.find(known.sha256) === null) return null;
        search.passOver(item);
        return known;
      },
      note: (item, digests) => journal.note(item, digests),
      search: (item) => search.begin(item),
      found: (item, hits) => search.found.note(byteName(item.path), hits),
    };
    stop = await readArchive(archive, { sink, hasher: sha256Alone, sorter, control, pass });
    await journal.finish();
    control.waitFor(null);
  } finally {
    journal.close();
  }
  if (stop !== null) return err(importFailure(stop, role.importId));
  if (hasError(archive.findings)) return err(refusedTree(archive.findings));
  control.setPhase('folding');
  const folded = foldInto(stage.bundle, sorter, archive.findings, control);
  if (folded === null) return err(importFailure({ kind: 'cancelled' }, role.importId));
  return ok({ form: archive.form, ...folded, tokens: search.found });
}

/** `null`: it was stopped. */
function foldInto(
  bundle: string,
  sorter: EntrySorter,
  found: readonly Finding[],
  control: JobControl,
): Pick<StagedTree, 'summary' | 'leavesSha256' | 'findings'> | null {
  const findings = [...found];
  const fold = new RunFold();
  const manifest = new LeafList(join(bundle, BUNDLE_ENTRIES));
  try {
    for (const run of runsOf(sorter, (one) => findings.push(one))) {
      if (!control.mayProceed()) return null;
      fold.add(run);
      manifest.append(run.lines);
    }
    const leavesSha256 = control.during('vault', () => manifest.finish());
    return { summary: fold.finish(), leavesSha256, findings };
  } finally {
    manifest.close();
  }
}
