import { join } from 'node:path';
import type { BundleForm } from '../../shared/evidence/types.ts';
import { type Finding, hasError } from '../../shared/finding/index.ts';
import { err, ok } from '../../shared/result.ts';
import { systemError } from '../files/file-error.ts';
import { openArchive } from '../media/archive/open.ts';
import type { ArchiveReader } from '../media/archive/types.ts';
import { AppendFile } from './append-file.ts';
import { mediumFailure, readArchive, runsOf } from './archive-reading.ts';
import { JobControl } from './control.ts';
import { EntrySorter } from './entry-sorter.ts';
import { importError, refusedTree } from './import-error.ts';
import { VaultIndex } from './index-of-packs.ts';
import { BUNDLE_ENTRIES } from './layout.ts';
import { presenceFilterOf } from './presence-filter.ts';
import { RunFold } from './run-fold.ts';
import { freshStage, type ImportOutcome } from './staged-tree.ts';
import { VaultSink } from './vault-sink.ts';
import type { ImportRole } from './worker-role.ts';

/**
 * Imports a zip, tar or tar.gz up to the point where only the commit is missing. An archive is one stream, so one
 * thread reads, hashes and stores it; an interrupted import reads it from the start again, and stores only what the
 * vault does not have.
 */
export async function importArchive(role: ImportRole): Promise<ImportOutcome> {
  const opened = openArchive(role.source);
  if (!opened.ok) {
    const failed = mediumFailure([opened.error]);
    return err(failed === null ? refusedTree([opened.error]) : importError(failed, role.importId));
  }
  const archive = opened.value;
  const index = new VaultIndex(role.layout);
  try {
    index.refresh();
    return await stageArchive(role, archive, index);
  } catch (thrown) {
    return err(importError({ kind: 'vault', file: systemError(thrown, role.layout.root) }, role.importId));
  } finally {
    index.close();
    archive.close();
  }
}

async function stageArchive(role: ImportRole, archive: ArchiveReader, index: VaultIndex): Promise<ImportOutcome> {
  const control = new JobControl(role.control);
  control.setTotals({ files: null, bytes: archive.archiveBytes });
  control.setPhase('reading');
  const stage = freshStage(role.folder);
  const sorter = new EntrySorter(stage.scratch);
  const place = { layout: role.layout, folder: role.folder, prefix: `${role.importId}-${Date.now().toString(36)}` };
  const stop = await readArchive(archive, new VaultSink(place, index, presenceFilterOf(index)), sorter, control);
  if (stop !== null) return err(importError(stop, role.importId));
  if (hasError(archive.findings)) return err(refusedTree(archive.findings));
  control.setPhase('folding');
  return foldInto(stage.bundle, sorter, archive.form, archive.findings);
}

function foldInto(bundle: string, sorter: EntrySorter, form: BundleForm, found: readonly Finding[]): ImportOutcome {
  const findings = [...found];
  const fold = new RunFold();
  const manifest = new AppendFile(join(bundle, BUNDLE_ENTRIES));
  try {
    for (const run of runsOf(sorter, (one) => findings.push(one))) {
      fold.add(run);
      manifest.append(Buffer.from(run.lines));
    }
    manifest.sync();
  } finally {
    manifest.close();
  }
  return ok({ form, summary: fold.finish(), findings, tokens: null });
}
