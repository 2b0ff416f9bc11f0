// The language of this page, and whether it is for practice, as the main process states both in the document. Imported before anything that
// takes a text from the catalogue.
import { practise } from '../../shared/statement/practice.ts';
import { isLanguage, speak } from '../../shared/strings/language.ts';

const { lang, dataset } = document.documentElement;
if (isLanguage(lang)) speak(lang);
practise(dataset.practice !== undefined);
