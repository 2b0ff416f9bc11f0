import { en } from '../../shared/strings/en/screen/index.ts';
import type { SameShape } from '../../shared/strings/forms/same-shape.ts';
import { type Language, languageInUse } from '../../shared/strings/language.ts';
import { vi } from '../../shared/strings/vi/screen/index.ts';

export { utc, utcMinute } from '../../shared/strings/forms/format.ts';

/** What a language has to give: a missing sentence does not compile. */
export type Catalogue = SameShape<typeof en>;

const SCREENS: Readonly<Record<Language, Catalogue>> = { en, vi };

/** The catalogue in use. The page is loaded again when its language changes. */
export const strings: Catalogue = SCREENS[languageInUse()];
