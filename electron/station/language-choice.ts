import { join } from 'node:path';
import type { LanguageView } from '../../shared/contract/views.ts';
import { utf8 } from '../../shared/encoding/bytes.ts';
import { type Failure, failure } from '../../shared/failure/failure.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { isLanguage, type Language, languageInUse, speak } from '../../shared/strings/language.ts';
import { replaceDurably } from '../core/files/durable.ts';
import { attemptSync } from '../core/files/file-failure.ts';
import { readRegularNow } from '../core/files/open-regular.ts';
import { passedOn } from './passed-on.ts';

/** One line in the data folder: the language and a line feed. It is no evidence, and nothing else depends on it. */
const FILE = 'language';
const MOST_BYTES = 8;

/** The language that was chosen on this station; `null` where none was, or where the file says something else. */
export function chosenLanguage(folder: string): Language | null {
  const path = join(folder, FILE);
  const read = attemptSync(path, () => readRegularNow(path, MOST_BYTES).toString('latin1'));
  if (!read.ok || !read.value.endsWith('\n')) return null;
  const language = read.value.slice(0, -1);
  return isLanguage(language) ? language : null;
}

interface LanguageChoiceOptions {
  readonly folder: string;
  /** A window that shows what is signed must not change under the eyes of whoever reads it. */
  isSigning(): boolean;
  /** The windows have to be loaded again. */
  onChosen(): void;
}

/** The language of the console, chosen by whoever is at it. */
export class LanguageChoice {
  readonly #options: LanguageChoiceOptions;

  constructor(options: LanguageChoiceOptions) {
    this.#options = options;
  }

  view(): LanguageView {
    return { inUse: languageInUse(), isChosen: chosenLanguage(this.#options.folder) !== null };
  }

  /** Keeps the choice for the next start as well, then speaks that language. */
  async choose(language: Language): Promise<Result<null, Failure>> {
    const { folder, isSigning, onChosen } = this.#options;
    if (isSigning()) return err(failure('sign/busy'));
    const kept = await replaceDurably(join(folder, FILE), utf8(`${language}\n`));
    if (!kept.ok) return err(passedOn('station', kept.error));
    speak(language);
    onChosen();
    return ok(null);
  }
}
