import { desktop as en } from './en/desktop.ts';
import type { SameShape } from './forms/same-shape.ts';
import { type Language, languageInUse } from './language.ts';
import { desktop as vi } from './vi/desktop.ts';

const DESKTOP: Readonly<Record<Language, SameShape<typeof en>>> = { en, vi };

/** What the main process says by itself, in the language in use. */
export function desktop(): SameShape<typeof en> {
  return DESKTOP[languageInUse()];
}
