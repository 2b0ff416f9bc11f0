import { en } from '../../shared/strings/en/screen/index.ts';

export { utc } from '../../shared/strings/forms/format.ts';

/** What a language has to give: another catalogue is `satisfies Catalogue`, so that a missing sentence does not compile. */
export type Catalogue = typeof en;

/** The catalogue in use. */
export const strings: Catalogue = en;
