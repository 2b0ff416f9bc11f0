import { basename, join } from 'node:path';
import type { UnfinishedView } from '../../../shared/contract/evidence-views.ts';
import type { Handle, JobView } from '../../../shared/contract/views.ts';
import { type Failure, failure } from '../../../shared/failure/failure.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { UnfinishedImport } from '../../core/vault/vault.ts';
import { actNoted } from '../act.ts';
import type { Media } from '../media/media.ts';
import { passedOn } from '../passed-on.ts';
import type { Station } from '../station.ts';
import type { Imports } from './imports.ts';

/** Imports that were interrupted, and what can become of them. */
export class Unfinished {
  readonly #station: Station;
  readonly #imports: Imports;
  readonly #media: Media;
  #told: readonly LookedFor[] = [];

  constructor(station: Station, imports: Imports, media: Media) {
    this.#station = station;
    this.#imports = imports;
    this.#media = media;
  }

  async list(): Promise<Result<readonly UnfinishedView[], Failure>> {
    const waiting = this.#waiting();
    if (!waiting.ok) return waiting;
    this.#told = await this.#lookedFor(waiting.value);
    return ok(this.#told.map(({ source, ...view }) => ({ ...view, name: basename(source) })));
  }

  /** Whether a source has come or gone since the last list was given, or since this was asked. */
  async isStale(): Promise<boolean> {
    const before = this.#told;
    this.#told = await this.#lookedFor(before);
    return this.#told.some((now, i) => now.isThere !== before[i]?.isThere);
  }

  /** Goes on with an import, from where it was, or from where the person says that it is now. */
  async takeUp(id: string, from: Handle | null): Promise<Result<readonly JobView[], Failure>> {
    const found = this.#find(id);
    if (!found.ok) return found;
    const place = from === null ? ok(found.value.source) : await this.#placeIn(from, basename(found.value.source));
    if (!place.ok) return place;
    const path = place.value;
    return ok(this.#imports.start([{ kind: 'bundle', name: basename(path), path, resume: id }]));
  }

  /** Nothing of it was ever listed, so there is nothing to take back but its folder. */
  async giveUp(id: string): Promise<Result<null, Failure>> {
    const found = this.#find(id);
    if (!found.ok) return found;
    const event = { kind: 'import-cancelled', what: 'bundle', label: basename(found.value.source) } as const;
    const given = await actNoted(this.#station, 'the vault', { event, before: { import: id } }, async () => {
      const dropped = await this.#station.vault.dropImport(id);
      return dropped.ok ? dropped : err(passedOn('import', dropped.error));
    });
    if (!given.ok) return given;
    this.#imports.gaveUp(id);
    return ok(null);
  }

  /** Those that no import of this session is at work on. */
  #waiting(): Result<readonly UnfinishedImport[], Failure> {
    const unfinished = this.#station.vault.unfinishedImports();
    if (!unfinished.ok) return err(passedOn('import', unfinished.error));
    const atWork = this.#imports.atWork();
    return ok(unfinished.value.filter(({ id }) => !atWork.has(id)));
  }

  #find(id: string): Result<UnfinishedImport, Failure> {
    const waiting = this.#waiting();
    if (!waiting.ok) return waiting;
    const found = waiting.value.find((one) => one.id === id);
    return found === undefined ? err(failure('import/unknown')) : ok(found);
  }

  /** The folder that the person chose holds the bundle, or is it. */
  async #placeIn(from: Handle, name: string): Promise<Result<string, Failure>> {
    const folder = this.#media.folder(from);
    if (!folder.ok) return folder;
    const inside = join(folder.value, name);
    if (await this.#media.isThere(inside)) return ok(inside);
    return basename(folder.value) === name ? folder : err(failure('import/not-there', { where: name }));
  }

  #lookedFor(imports: readonly UnfinishedImport[]): Promise<readonly LookedFor[]> {
    return Promise.all(
      imports.map(async ({ id, source, startedAt }) => {
        return { id, source, startedAt, isThere: await this.#media.isThere(source) };
      }),
    );
  }
}

interface LookedFor extends UnfinishedImport {
  readonly isThere: boolean;
}
