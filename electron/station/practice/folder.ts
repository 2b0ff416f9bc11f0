import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ok, type Result } from '../../../shared/result.ts';
import { PRIVATE_FOLDER } from '../../core/files/durable.ts';
import { attempt, type FileFailure } from '../../core/files/file-failure.ts';
import { stickFiles } from './stick.ts';

/** What one practice has of the disk: nothing of it outlives the practice. */
export interface PracticeFolder {
  /** A station's data folder. */
  readonly station: string;
  /** In the place of a removable medium: packets come from it, and exports go to it. */
  readonly stick: string;
}

/** Begins a practice inside this station's data folder, with nothing left of an earlier one. */
export async function layOutPractice(data: string): Promise<Result<PracticeFolder, FileFailure>> {
  const folder = folderOf(data);
  const gone = await removePractice(data);
  if (!gone.ok) return gone;
  const place = { station: join(folder, 'station'), stick: join(folder, 'practice-stick') };
  const made = await attempt(folder, async () => {
    await mkdir(place.station, { recursive: true, mode: PRIVATE_FOLDER });
    for (const [path, bytes] of stickFiles()) {
      const file = join(place.stick, path);
      await mkdir(dirname(file), { recursive: true, mode: PRIVATE_FOLDER });
      await writeFile(file, bytes, { mode: 0o600 });
    }
  });
  return made.ok ? ok(place) : made;
}

/** Deletes what is left of a practice, if anything is. */
export async function removePractice(data: string): Promise<Result<null, FileFailure>> {
  const folder = folderOf(data);
  const gone = await attempt(folder, () => rm(folder, { recursive: true, force: true }));
  return gone.ok ? ok(null) : gone;
}

function folderOf(data: string): string {
  return join(data, 'practice');
}
