// The language of this page, which the main process states in the `lang` of its document. Imported before anything that
// takes a text from the catalogue.
import { isLanguage, speak } from '../../shared/strings/language.ts';

const { lang } = document.documentElement;
if (isLanguage(lang)) speak(lang);
