import type { ContentsView } from '../../../shared/contract/views.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { DOSSIER_FILES } from '../../core/decision-folder/names.ts';
import { ENVELOPE_ENDING } from '../../core/decision-folder/signed-files.ts';
import { FOLDER_PREFIX } from '../../core/dossier/layout.ts';
import type { FileFailure } from '../../core/files/file-failure.ts';
import type { MediaAnswers } from '../../core/media/answers.ts';
import { type Entry, listEntries } from '../../core/media/listing.ts';
import { isArchiveName, isPacketName, marksABundle } from './scan.ts';

/** Folders that are looked into, and entries that are looked at in each: a look that nobody waits for. */
const MOST_FOLDERS = 100;
const MOST_ENTRIES = 2000;

type Counts = { -readonly [What in Exclude<keyof ContentsView, 'isWhole'>]: number };

/**
 * What a volume seems to hold: its top level and the folders there, by their names alone. Nothing is opened, so nothing is
 * proven by it. `isWhole`: all of those names were looked at.
 */
export async function contentsOf(folder: string, answers: MediaAnswers): Promise<Result<ContentsView, FileFailure>> {
  const top = await listEntries(folder, false, answers, MOST_ENTRIES);
  if (!top.ok) return top;
  const counts: Counts = { packets: 0, bundles: 0, dossiers: 0, decisions: 0, statements: 0, keys: 0 };
  countFiles(top.value.entries, counts);
  let isWhole = !top.value.isCut;
  const folders = top.value.entries.filter(({ kind }) => kind === 'folder');
  for (const { path, shown } of folders.slice(0, MOST_FOLDERS)) {
    const listed = path === null ? null : await listEntries(path, false, answers, MOST_ENTRIES);
    if (listed === null || !listed.ok) {
      isWhole = false;
      // A medium that has stopped answering would be waited for at each folder.
      if (listed !== null && listed.error.code === 'file/no-answer') return listed;
      continue;
    }
    if (listed.value.isCut) isWhole = false;
    countFolder(shown, listed.value.entries, counts);
  }
  return ok({ ...counts, isWhole: isWhole && folders.length <= MOST_FOLDERS });
}

function countFolder(name: string, entries: readonly Entry[], counts: Counts): void {
  const files = namesOf(entries);
  if (name.startsWith(FOLDER_PREFIX)) counts.dossiers += 1;
  else if (files.includes(DOSSIER_FILES.envelope) || files.includes(DOSSIER_FILES.statement)) counts.decisions += 1;
  else if (files.some(marksABundle)) counts.bundles += 1;
  else countFiles(entries, counts);
}

function countFiles(entries: readonly Entry[], counts: Counts): void {
  for (const name of namesOf(entries)) {
    if (name.startsWith(FOLDER_PREFIX) && name.endsWith('.zip')) counts.dossiers += 1;
    else if (isArchiveName(name)) counts.bundles += 1;
    else if (name.endsWith(ENVELOPE_ENDING)) counts.statements += 1;
    else if (name.endsWith('.pub') || /^holdfast-key-.*\.age$/.test(name)) counts.keys += 1;
    else if (isPacketName(name)) counts.packets += 1;
  }
}

function namesOf(entries: readonly Entry[]): readonly string[] {
  return entries.filter(({ kind }) => kind === 'file').map(({ shown }) => shown);
}
