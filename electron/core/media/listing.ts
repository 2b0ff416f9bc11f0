import type { Dir, Dirent } from 'node:fs';
import { lstat, opendir } from 'node:fs/promises';
import type { EntryKind, EntryView } from '../../../shared/contract/choose.ts';
import type { Result } from '../../../shared/result.ts';
import { closeReadHandle } from '../files/close-read.ts';
import { attempt, type FileFailure } from '../files/file-failure.ts';
import type { MediaAnswers } from './answers.ts';
import { type ByteName, shownName, systemPath, textOf } from './byte-name.ts';

/** An entry of a folder, by its name alone. */
export interface Entry {
  /** As it is on the medium; `null` where it is not UTF-8, and so is in no path of ours. */
  readonly path: string | null;
  readonly bytes: ByteName;
  readonly shown: string;
  readonly kind: EntryKind;
}

export interface EntryListing {
  /** Folders first, then by name, upper and lower case alike. */
  readonly entries: readonly Entry[];
  /** How many entries with a leading dot were left out. */
  readonly hidden: number;
  /** There are more than `MOST_ENTRIES`; which of them are here is the medium's choice. */
  readonly isCut: boolean;
}

/** More than anybody looks through; what is kept of them takes some 100 MB at most. */
export const MOST_ENTRIES = 200_000;
/** One question to the medium: the system fetches as many at a time. */
const AT_A_TIME = 2048;

/** What a folder holds, by its names alone, each fetched while the medium answers. Links are not followed. */
export function listEntries(
  folder: string,
  withHidden: boolean,
  answers: MediaAnswers,
  most = MOST_ENTRIES,
): Promise<Result<EntryListing, FileFailure>> {
  return attempt(folder, async () => {
    const directory = await answers.ask(folder, () => opendir(folder, { encoding: 'latin1', bufferSize: AT_A_TIME }));
    const found: (Entry & { readonly order: string })[] = [];
    let hidden = 0;
    let isCut = false;
    try {
      for (;;) {
        const some = await answers.ask(folder, () => nextOf(directory));
        for (const dirent of some) {
          if (dirent.name.startsWith('.') && !withHidden) hidden += 1;
          else if (found.length < most) found.push(entryOf(folder, dirent));
          else isCut = true;
        }
        if (some.length < AT_A_TIME || isCut) break;
      }
    } finally {
      // Nobody waits for it: a medium that hangs closes it when it answers.
      void answers.inTurn(folder, () => closeReadHandle(directory));
    }
    found.sort((a, b) => compare(a.order, b.order) || compare(a.bytes, b.bytes));
    return { entries: found, hidden, isCut };
  });
}

async function nextOf(directory: Dir): Promise<readonly Dirent[]> {
  const some: Dirent[] = [];
  while (some.length < AT_A_TIME) {
    const dirent = await directory.read();
    if (dirent === null) break;
    some.push(dirent);
  }
  return some;
}

function entryOf(folder: string, dirent: Dirent): Entry & { readonly order: string } {
  const bytes = dirent.name;
  const text = textOf(bytes);
  const shown = text ?? shownName(bytes);
  const kind = kindOf(dirent);
  const path = text === null ? null : `${folder === '/' ? '' : folder}/${text}`;
  return { path, bytes, shown, kind, order: `${kind === 'folder' ? 0 : 1}${shown.toLowerCase()}` };
}

function kindOf(dirent: Dirent): EntryKind {
  if (dirent.isDirectory()) return 'folder';
  if (dirent.isFile()) return 'file';
  if (dirent.isSymbolicLink()) return 'link';
  return dirent.isSocket() ? 'socket' : 'other';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

type Details = Pick<EntryView, 'bytes' | 'changed'>;

/** Sizes and dates of a few entries of a folder, in one question to the medium. An entry that is gone has none. */
export function detailsOf(
  folder: string,
  entries: readonly Entry[],
  answers: MediaAnswers,
): Promise<Result<readonly Details[], FileFailure>> {
  return attempt(folder, () =>
    answers.ask(folder, async () => {
      const details: Details[] = [];
      for (const { bytes, kind } of entries) {
        const path = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(systemPath(bytes))]);
        const stat = await attempt(folder, () => lstat(path));
        details.push(
          stat.ok
            ? { bytes: kind === 'file' ? stat.value.size : null, changed: stat.value.mtimeMs }
            : { bytes: null, changed: null },
        );
      }
      return details;
    }),
  );
}
