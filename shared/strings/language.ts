/** The languages that Holdfast speaks: for each, a catalogue in a folder of this name. */
export const LANGUAGES = ['en', 'vi'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The language of whatever is signed, journalled or kept in a record, so that it is the same on every station. */
export const RECORDED: Language = 'en';

/** Each language by its own name, for those who do not read the one in use. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', vi: 'Tiếng Việt' };

let inUse: Language = 'en';

/** The language in which this process, or this page, speaks to a person. */
export function languageInUse(): Language {
  return inUse;
}

/** Chosen once at the start, before the first word is said, and again when the person changes it. */
export function speak(language: Language): void {
  inUse = language;
}

export function isLanguage(text: string): text is Language {
  return LANGUAGES.some((one) => one === text);
}

/**
 * The language that the environment of a command line asks for: `HOLDFAST_LANGUAGE`, then what POSIX gives for messages
 * (`LC_ALL`, `LC_MESSAGES`, `LANG`). The first that is set and not empty decides. English where there is no catalogue for
 * it, or where its text cannot be shown (another encoding than UTF-8).
 */
export function languageOfEnvironment(env: Readonly<Record<string, string | undefined>>): Language {
  const given = [env.HOLDFAST_LANGUAGE, env.LC_ALL, env.LC_MESSAGES, env.LANG].find(
    (one) => one !== undefined && one !== '',
  );
  const [, language = '', encoding = 'UTF-8'] = /^([a-z]+)(?:_[A-Z]+)?(?:\.([^@]+))?(?:@.*)?$/.exec(given ?? '') ?? [];
  return isLanguage(language) && /^utf-?8$/i.test(encoding) ? language : 'en';
}
