import { lstat } from 'node:fs/promises';
import { basename } from 'node:path';
import type {
  ContentsView,
  EjectedView,
  Handle,
  PickedFolder,
  ScanView,
  UnmountedView,
  VolumeView,
} from '../../../shared/contract/views.ts';
import { type Failure, failure } from '../../../shared/failure/failure.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { Calls } from '../../core/files/calls.ts';
import { attempt } from '../../core/files/file-failure.ts';
import type { MediaAnswers } from '../../core/media/answers.ts';
import { eject } from '../../core/media/eject.ts';
import { unmountedMedia } from '../../core/media/unmounted.ts';
import { removableVolumes, unmountedList, volumeList } from '../../core/media/volumes.ts';
import type { Chosen } from '../chosen.ts';
import { passedOn } from '../passed-on.ts';
import { contentsOf } from './contents.ts';
import { HandleTable } from './handles.ts';
import { Outgoing, type TellSilence } from './outgoing.ts';
import { type Candidate, scanFolder } from './scan.ts';

/** Has the person choose a folder. */
export type FolderDialog = (purpose: 'source' | 'destination') => Promise<Chosen>;

/** Folders and what is in them, as far as a window may name them: by handles that the person's own choice has made. */
export class Media {
  readonly #askForFolder: FolderDialog;
  readonly #answers: MediaAnswers;
  readonly #volumes = volumeList(() => removableVolumes(this.#answers));
  readonly #unmounted = unmountedList(() => unmountedMedia());
  readonly #outgoing: Outgoing;
  readonly #folders = new HandleTable<string>('folder');
  readonly #candidates = new HandleTable<Candidate>('candidate');

  constructor(askForFolder: FolderDialog, answers: MediaAnswers, tellSilence: TellSilence) {
    this.#askForFolder = askForFolder;
    this.#answers = answers;
    this.#outgoing = new Outgoing(answers, tellSilence);
  }

  async pick(purpose: 'source' | 'destination'): Promise<Result<PickedFolder | null, Failure>> {
    const chosen = await this.#askForFolder(purpose);
    if (!chosen.ok || chosen.value === null) return chosen.ok ? ok(null) : chosen;
    return ok(this.#issue(chosen.value, basename(chosen.value)));
  }

  async volumes(): Promise<Result<readonly VolumeView[], Failure>> {
    const volumes = await this.#volumes.now();
    return ok(
      volumes.map(({ path, label, filesystem, readOnly, health, space }) => ({
        ...this.#issue(path, label),
        filesystem,
        readOnly,
        health,
        space,
      })),
    );
  }

  /** Media that are plugged in but not mounted. */
  async unmounted(): Promise<Result<readonly UnmountedView[], Failure>> {
    return ok(await this.#unmounted.now());
  }

  /** Whether a window may have been told of media that are otherwise now. */
  async volumesAreStale(): Promise<boolean> {
    const [volumes, unmounted] = await Promise.all([this.#volumes.isStale(), this.#unmounted.isStale()]);
    return volumes || unmounted;
  }

  /** Whether there is something at this path, on a medium that answers. */
  async isThere(path: string): Promise<boolean> {
    return (await attempt(path, () => this.#answers.ask(path, () => lstat(path)))).ok;
  }

  /** What the volume behind a handle seems to hold. */
  async contents(handle: Handle): Promise<Result<ContentsView, Failure>> {
    const folder = this.folder(handle);
    if (!folder.ok) return folder;
    const found = await contentsOf(folder.value, this.#answers);
    return found.ok ? found : err(passedOn('media', found.error));
  }

  /** Has everything written to the volume that a folder lies on, and unmounts it where that can be asked for. */
  async eject(handle: Handle): Promise<Result<EjectedView, Failure>> {
    const folder = this.folder(handle);
    return folder.ok ? eject(folder.value) : folder;
  }

  async scan(handle: Handle): Promise<Result<ScanView, Failure>> {
    const folder = this.folder(handle);
    if (!folder.ok) return folder;
    const found = await attempt(folder.value, () => scanFolder(folder.value, this.#answers));
    if (!found.ok) return err(passedOn('media', found.error));
    return ok({
      label: basename(folder.value),
      candidates: found.value.map((candidate) => {
        const { name, kind, form, bytes, likely } = candidate;
        return { handle: this.#candidates.issue(candidate), name, kind, form, bytes, likely };
      }),
    });
  }

  /** The path behind a folder's handle. */
  folder(handle: Handle): Result<string, Failure> {
    const path = this.#folders.get(handle);
    return path === undefined ? err(failure('media/unknown-folder')) : ok(path);
  }

  /** Writes to the folder behind a handle for as long as the person waits: see `Outgoing`. */
  async write<T>(
    destination: Handle,
    write: (folder: string, calls: Calls) => Promise<Result<T, Failure>>,
  ): Promise<Result<T, Failure>> {
    const folder = this.folder(destination);
    return folder.ok ? this.#outgoing.run(destination, folder.value, (calls) => write(folder.value, calls)) : folder;
  }

  /** Leaves whatever is being written to a folder. */
  leave(folder: Handle): Result<null, Failure> {
    this.#outgoing.leave(folder);
    return ok(null);
  }

  /** Leaves all that is being written, for the end of the application. */
  leaveAll(): Promise<void> {
    return this.#outgoing.leaveAll();
  }

  candidates(handles: readonly Handle[]): Result<readonly Candidate[], Failure> {
    const candidates = handles.map((handle) => this.#candidates.get(handle));
    const known = candidates.filter((one) => one !== undefined);
    return known.length === handles.length ? ok(known) : err(failure('media/unknown-candidate'));
  }

  /** The same folder keeps its handle, however often it is listed. */
  #issue(path: string, label: string): PickedFolder {
    const known = this.#issued.get(path);
    if (known !== undefined && this.#folders.get(known) === path) return { handle: known, label };
    const handle = this.#folders.issue(path);
    this.#issued.set(path, handle);
    return { handle, label };
  }

  readonly #issued = new Map<string, Handle>();
}
