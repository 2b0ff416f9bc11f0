import { mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Handlers, RequestOf } from '../../../shared/contract/channel.ts';
import type {
  ChooseChannels,
  ChoosePurpose,
  EntryRowsView,
  OpenedView,
  PlacesView,
} from '../../../shared/contract/choose.ts';
import type { Handle } from '../../../shared/contract/views.ts';
import { type Failure, failure } from '../../../shared/failure/failure.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { attempt } from '../../core/files/file-failure.ts';
import type { MediaAnswers } from '../../core/media/answers.ts';
import { detailsOf, type Entry, type EntryListing, listEntries } from '../../core/media/listing.ts';
import { unmountedMedia } from '../../core/media/unmounted.ts';
import { removableVolumes } from '../../core/media/volumes.ts';
import { passedOn } from '../passed-on.ts';
import { HandleTable } from './handles.ts';

/** What one choice needs of the rest. */
export interface ChoosingOptions {
  readonly purpose: ChoosePurpose;
  readonly answers: MediaAnswers;
  /** The account's own folder. */
  readonly home: string;
  /** Closes the window with what was chosen, `null` for nothing. */
  done(path: string | null): void;
}

/** A place or a folder below it, as far as the person went. */
interface Opened {
  readonly handle: Handle;
  readonly path: string;
  /** Where the person began, and what it is called. */
  readonly place: { readonly path: string; readonly label: string };
  readonly listing: EntryListing;
}

/**
 * What the chooser's window may ask while a person chooses a folder or a file. One folder is open at a time; its listing is
 * kept here, and the window names its entries by number.
 */
export class Choosing {
  readonly #options: ChoosingOptions;
  readonly #places = new HandleTable<{ readonly path: string; readonly label: string }>('place');
  readonly #listings = new HandleTable<string>('listing');
  #opened: Opened | null = null;

  constructor(options: ChoosingOptions) {
    this.#options = options;
  }

  readonly handlers: Handlers<ChooseChannels> = {
    'choose/purpose': async () => ok(this.#options.purpose),
    'choose/places': () => this.#placesNow(),
    'choose/open': (asked) => this.#open(asked),
    'choose/rows': ({ listing, offset, limit }) => this.#rows(listing, offset, limit),
    'choose/find': async ({ listing, begins, from }) => this.#find(listing, begins, from),
    'choose/new-folder': (asked) => this.#newFolder(asked),
    'choose/take': async ({ listing, index }) => this.#take(listing, index),
    'choose/cancel': async () => {
      this.#options.done(null);
      return ok('closed');
    },
  };

  async #placesNow(): Promise<Result<PlacesView, Failure>> {
    const { answers, home } = this.#options;
    const [volumes, unmounted] = await Promise.all([removableVolumes(answers), unmountedMedia()]);
    const place = (path: string, label: string): Handle => this.#places.issue({ path, label });
    return ok({
      volumes: volumes.map(({ path, label, filesystem, readOnly, health, space }) => ({
        handle: place(path, label),
        label,
        filesystem,
        readOnly,
        health,
        space,
      })),
      unmounted,
      folders: [
        { kind: 'home', handle: place(home, basename(home)) },
        { kind: 'computer', handle: place('/', '/') },
      ],
    });
  }

  async #open(asked: RequestOf<ChooseChannels['choose/open']>): Promise<Result<OpenedView, Failure>> {
    if ('place' in asked) {
      const place = this.#places.get(asked.place);
      return place === undefined ? err(GONE) : this.#list(place, place.path, asked.withHidden, null);
    }
    const opened = this.#openedAs(asked.listing);
    if (!opened.ok) return opened;
    const { place, path } = opened.value;
    if ('index' in asked) {
      const entry = this.#entryAt(opened.value, asked.index);
      if (!entry.ok) return entry;
      if (entry.value.kind !== 'folder') return err(failure('media/cannot-be-chosen'));
      return this.#list(place, entry.value.path, asked.withHidden, null);
    }
    let to = path;
    let left: string | null = null;
    for (let up = asked.up; up > 0 && to !== place.path; up--) {
      left = to;
      to = dirname(to);
    }
    return this.#list(place, to, asked.withHidden, left);
  }

  /** `left`: the path that the person came up from. */
  async #list(
    place: Opened['place'],
    path: string,
    withHidden: boolean,
    left: string | null,
  ): Promise<Result<OpenedView, Failure>> {
    const listed = await listEntries(path, withHidden, this.#options.answers);
    if (!listed.ok) return err(passedOn('media', listed.error));
    const listing = listed.value;
    this.#opened = { handle: this.#listings.issue(path), path, place, listing };
    const below = path
      .slice(place.path.length)
      .split('/')
      .filter((name) => name !== '');
    const cameFrom = left === null ? -1 : listing.entries.findIndex((entry) => entry.path === left);
    return ok({
      listing: this.#opened.handle,
      trail: [place.label, ...below],
      count: listing.entries.length,
      hidden: listing.hidden,
      isCut: listing.isCut,
      cameFrom: cameFrom < 0 ? null : cameFrom,
    });
  }

  async #rows(listing: Handle, offset: number, limit: number): Promise<Result<EntryRowsView, Failure>> {
    const opened = this.#openedAs(listing);
    if (!opened.ok) return opened;
    const entries = opened.value.listing.entries.slice(offset, offset + limit);
    const details = await detailsOf(opened.value.path, entries, this.#options.answers);
    return ok({
      entries: entries.map((entry, at) => ({
        name: entry.shown,
        kind: entry.kind,
        canBeUsed: entry.path !== null && (entry.kind === 'folder' || this.#isWanted(entry)),
        ...((details.ok ? details.value[at] : undefined) ?? { bytes: null, changed: null }),
      })),
      failure: details.ok ? null : passedOn('media', details.error),
    });
  }

  #find(listing: Handle, begins: string, from: number): Result<number | null, Failure> {
    const opened = this.#openedAs(listing);
    if (!opened.ok) return opened;
    const { entries } = opened.value.listing;
    const wanted = begins.toLowerCase();
    for (let step = 0; step < entries.length; step++) {
      const at = (from + step) % entries.length;
      if (entries[at]?.shown.toLowerCase().startsWith(wanted)) return ok(at);
    }
    return ok(null);
  }

  async #newFolder({
    listing,
    name,
    withHidden,
  }: RequestOf<ChooseChannels['choose/new-folder']>): Promise<Result<OpenedView, Failure>> {
    const opened = this.#openedAs(listing);
    if (!opened.ok) return opened;
    const { place, path } = opened.value;
    const folder = join(path, name);
    if (this.#options.purpose !== 'destination') return err(failure('media/cannot-be-chosen'));
    const made = await attempt(folder, () => this.#options.answers.ask(path, () => mkdir(folder)));
    return made.ok ? this.#list(place, folder, withHidden, null) : err(passedOn('media', made.error));
  }

  #take(listing: Handle, index: number | null): Result<'closed', Failure> {
    const opened = this.#openedAs(listing);
    if (!opened.ok) return opened;
    const isForFolder = this.#options.purpose === 'source' || this.#options.purpose === 'destination';
    if (isForFolder !== (index === null)) return err(failure('media/cannot-be-chosen'));
    if (index === null) {
      this.#options.done(opened.value.path);
      return ok('closed');
    }
    const entry = this.#entryAt(opened.value, index);
    if (!entry.ok) return entry;
    if (!this.#isWanted(entry.value)) return err(failure('media/cannot-be-chosen'));
    this.#options.done(entry.value.path);
    return ok('closed');
  }

  #isWanted({ kind }: Pick<Entry, 'kind'>): boolean {
    const { purpose } = this.#options;
    return (purpose === 'key-file' && kind === 'file') || (purpose === 'agent' && kind === 'socket');
  }

  #openedAs(listing: Handle): Result<Opened, Failure> {
    return this.#opened?.handle === listing ? ok(this.#opened) : err(GONE);
  }

  #entryAt({ listing }: Opened, index: number): Result<Entry & { readonly path: string }, Failure> {
    const entry = listing.entries[index];
    if (entry === undefined) return err(GONE);
    const { path } = entry;
    return path === null ? err(failure('media/name-is-no-text')) : ok({ ...entry, path });
  }
}

const GONE = failure('media/unknown-folder');
