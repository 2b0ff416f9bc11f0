import * as z from 'zod';
import type { Failure } from '../failure/failure.ts';
import { channel } from './channel.ts';
import type { Handle, UnmountedView, VolumeView } from './views.ts';

/** What is being chosen, and what for. */
export type ChoosePurpose = 'source' | 'destination' | 'key-file' | 'agent';

/** What an entry of a folder is, by the folder's own listing. Nothing is followed or opened to find it out. */
export type EntryKind = 'folder' | 'file' | 'link' | 'socket' | 'other';

/** Where choosing can begin. */
export interface PlacesView {
  readonly volumes: readonly VolumeView[];
  readonly unmounted: readonly UnmountedView[];
  /** `home`: the account's own folder. `computer`: the root of all that this process sees. */
  readonly folders: readonly { readonly kind: 'home' | 'computer'; readonly handle: Handle }[];
}

/** A folder that is open in the chooser. Its entries are asked for by their number in this listing. */
export interface OpenedView {
  readonly listing: Handle;
  /** The place that it was reached from, and the folders down to this one. Untrusted text. */
  readonly trail: readonly string[];
  /** How many entries can be shown; hidden ones only where they were asked for. */
  readonly count: number;
  readonly hidden: number;
  /** There are more than are listed. */
  readonly isCut: boolean;
  /** The folder that was left by going up: its number here. */
  readonly cameFrom: number | null;
}

export interface EntryView {
  /** As text for a person: what is not UTF-8 as `\xNN`. Untrusted. */
  readonly name: string;
  readonly kind: EntryKind;
  /** It can be opened, as a folder, or be chosen, as a file. */
  readonly canBeUsed: boolean;
  /** Of a file, in bytes; `null` for what is none, and where the medium did not say. */
  readonly bytes: number | null;
  /** When it was changed last, in ms since 1970; `null` where the medium did not say. */
  readonly changed: number | null;
}

export interface EntryRowsView {
  readonly entries: readonly EntryView[];
  /** Why sizes and dates are missing; `null` where none is. */
  readonly failure: Failure | null;
}

/** How many UTF-16 units a new folder's name may have: the bytes of a name are limited to 255 on most media. */
export const FOLDER_NAME_LIMIT = 200;

/** Whether a text can be the name of a new folder on every file system that we write to. */
export function isFolderName(text: string): boolean {
  return (
    text.length > 0 &&
    text.length <= FOLDER_NAME_LIMIT &&
    text.trim() === text &&
    // What FAT forbids, what shows as something else, and what names another folder.
    !/["*/:<>?\\|\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text) &&
    !text.startsWith('.') &&
    !text.endsWith('.')
  );
}

const nothing = z.strictObject({});
const handle = z.string().regex(/^[a-z]+_[0-9a-f]{32}$/);
const index = z.int().min(0).max(10_000_000);
const withHidden = z.boolean();

/**
 * Everything that the chooser's window may ask. No path crosses: a folder is named by the handle of a place, or by its
 * number in the listing that is open.
 */
export const chooseChannels = {
  'choose/purpose': channel<ChoosePurpose>()(nothing),
  'choose/places': channel<PlacesView>()(nothing),
  /** Opens a place, a folder that is listed, or the folder `up` levels above the open one; 0 reads it again. */
  'choose/open': channel<OpenedView>()(
    z.union([
      z.strictObject({ place: handle, withHidden }),
      z.strictObject({ listing: handle, index, withHidden }),
      z.strictObject({ listing: handle, up: z.int().min(0).max(1000), withHidden }),
    ]),
  ),
  'choose/rows': channel<EntryRowsView>()(
    z.strictObject({ listing: handle, offset: index, limit: z.int().min(1).max(200) }),
  ),
  /** The next entry from this number on, and from the first again, whose name begins like this; `null` for none. */
  'choose/find': channel<number | null>()(
    z.strictObject({ listing: handle, begins: z.string().min(1).max(FOLDER_NAME_LIMIT), from: index }),
  ),
  /** Makes a folder in the open one, and opens it. */
  'choose/new-folder': channel<OpenedView>()(
    z.strictObject({ listing: handle, name: z.string().refine(isFolderName), withHidden }),
  ),
  /** Chooses the open folder, or a file that is listed. The window is being closed. */
  'choose/take': channel<'closed'>()(z.strictObject({ listing: handle, index: index.nullable() })),
  'choose/cancel': channel<'closed'>()(nothing),
};

export type ChooseChannels = typeof chooseChannels;
