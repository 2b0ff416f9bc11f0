import type { PickedFolder } from '../../../shared/contract/views.ts';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';

/** The sections of the navigation, in the order of Ctrl+1, Ctrl+2, ... */
export const SECTIONS = ['packets', 'inbox', 'evidence', 'journal', 'people', 'station'] as const;
export type Section = (typeof SECTIONS)[number];

/** The parts of a packet's page, in the order of its tabs. */
export const PARTS = ['glance', 'document', 'blockers', 'evidence', 'notes'] as const;
export type PacketPart = (typeof PARTS)[number];

/** The parts of a bundle's page, in the order of its tabs. */
export const BUNDLE_PARTS = ['verdict', 'files'] as const;
export type BundlePart = (typeof BUNDLE_PARTS)[number];

/** A file of a bundle, and what of it is to be seen: its beginning, where no byte is named. */
export interface FilePlace {
  readonly path: string;
  readonly offset?: number;
  /** A line, from 1, where no byte is named. */
  readonly line?: number;
  /** How many bytes are meant; the line where it is not said. */
  readonly length?: number;
  /** The path of a file of the same bundle that it is to be compared with. */
  readonly against?: string;
}

/** What the review window shows. Kept in memory alone: the window has no address to go to. */
export type Route =
  | { readonly at: Exclude<Section, 'inbox'> }
  | {
      readonly at: 'inbox';
      /** A folder that was chosen on another screen, to import from. */
      readonly folder?: PickedFolder;
    }
  | {
      readonly at: 'packet';
      readonly packet: Sha256;
      readonly part: PacketPart;
      /** What of the part is to be seen: an option, a blocker, a grant, `coverage`, or a line of the document: `line-12`. */
      readonly show?: string | undefined;
    }
  | {
      readonly at: 'bundle';
      readonly bundle: Sha256;
      /** What came of it where nothing else is asked for. */
      readonly part?: BundlePart;
      readonly file?: FilePlace;
    };

export type Go = (route: Route) => void;

export function sectionOf(route: Route): Section {
  if (route.at === 'packet') return 'packets';
  return route.at === 'bundle' ? 'evidence' : route.at;
}

/** The section that Ctrl and this key lead to; `null` for any other key. */
export function sectionOfKey(key: string): Section | null {
  return SECTIONS.find((_, at) => key === String(at + 1)) ?? null;
}
