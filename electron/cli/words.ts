import { cli as en } from '../../shared/strings/en/cli/index.ts';
import type { SameShape } from '../../shared/strings/forms/same-shape.ts';
import { type Language, languageInUse, languageOfEnvironment, speak } from '../../shared/strings/language.ts';
import { cli as vi } from '../../shared/strings/vi/cli/index.ts';

const CLI: Readonly<Record<Language, SameShape<typeof en>>> = { en, vi };

// Before the first word: whatever the command line says is taken from here, or said after it.
speak(languageOfEnvironment(process.env));

/** What the command line says. */
export const words = CLI[languageInUse()];
