import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Finding } from '../../../shared/finding/index.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { openArchive } from '../archive/open.ts';
import type { JobControl } from '../job/control.ts';
import { readArchive, runsOf } from './archive-reading.ts';
import { nowhere } from './content-sink.ts';
import { EntrySorter } from './entry-sorter.ts';
import { type ImportFailure, importFailure, refusedTree } from './import-failure.ts';
import { everyDigest, sha256Alone } from './leaf-hasher.ts';
import type { LeafRun } from './leaf-run.ts';
import type { Hashes } from './reader-role.ts';

/** The leaves of an archive in path order; its contents are hashed and stored nowhere. Gives what is flagged. */
export async function readRunsOfArchive(
  path: string,
  hashes: Hashes,
  control: JobControl,
  onRun: (run: LeafRun) => void,
): Promise<Result<readonly Finding[], ImportFailure>> {
  const opened = openArchive(path);
  if (!opened.ok) return err(refusedTree([opened.error]));
  const archive = opened.value;
  const scratch = mkdtempSync(join(tmpdir(), 'holdfast-hash-'));
  try {
    const sorter = new EntrySorter(scratch);
    const stop = await readArchive(archive, {
      sink: nowhere(),
      hasher: hashes === 'every' ? everyDigest : sha256Alone,
      sorter,
      control,
    });
    if (stop !== null) return err(importFailure(stop, null));
    const findings = [...archive.findings];
    for (const run of runsOf(sorter, (one) => findings.push(one))) onRun(run);
    return ok(findings);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
    archive.close();
  }
}
