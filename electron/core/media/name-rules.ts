import { type Finding, type FindingCode, finding } from '../../../shared/finding/index.ts';
import { findDeceptive } from '../../../shared/text/deceptive.ts';
import { type ByteName, isAscii, shownName, textOf } from './byte-name.ts';
import { FindingLog } from './finding-log.ts';

/** What desktops and file systems leave on media by themselves. Lower case. */
const LEFTOVERS = new Set([
  '.ds_store',
  '.spotlight-v100',
  '.trashes',
  '.fseventsd',
  '.temporaryitems',
  '.directory',
  '__macosx',
  'thumbs.db',
  'ehthumbs.db',
  'desktop.ini',
  '$recycle.bin',
  'system volume information',
  'lost+found',
]);

const PLAIN_ASCII = /^[\x20-\x7e]*$/;

/** Beyond so many, further findings about one folder say nothing new. */
const MOST_FINDINGS = 200;

/** The rules for names of one folder: what is refused, what is flagged. */
export class NameRules {
  readonly #log = new FindingLog(MOST_FINDINGS);
  readonly #folder: ByteName;
  readonly #folded = new Map<string, ByteName>();

  /** @param folder relative to the root: empty, or ending with `/` */
  constructor(folder: ByteName) {
    this.#folder = folder;
  }

  get findings(): readonly Finding[] {
    return this.#log.findings;
  }

  /** Whether a tree may hold the name; notes what is to be said about it. */
  accepts(name: ByteName): boolean {
    const text = textOf(name);
    if (text === null) return this.#refuseName('evidence.path-not-utf8', name);
    if (name.includes('\n') || name.includes('\0')) return this.#refuseName('evidence.path-control-character', name);
    const folded = fold(text, isAscii(name));
    this.#flagTwin(name, folded);
    if (LEFTOVERS.has(folded) || folded.startsWith('._')) this.note(this.#at('evidence.name-leftover', name));
    if (!PLAIN_ASCII.test(name) && findDeceptive(text).length > 0) this.note(this.#at('evidence.name-deceptive', name));
    return true;
  }

  /** Adds a finding of this folder. */
  note(one: Finding): void {
    this.#log.note(one);
  }

  #refuseName(code: FindingCode, name: ByteName): false {
    this.note(this.#at(code, name));
    return false;
  }

  #flagTwin(name: ByteName, folded: string): void {
    const twin = this.#folded.get(folded);
    if (twin === undefined) this.#folded.set(folded, name);
    else this.note(this.#at('evidence.name-twin', name, shownName(this.#folder + twin)));
  }

  #at(code: FindingCode, name: ByteName, observed?: string): Finding {
    return finding(code, shownName(this.#folder + name), { observed });
  }
}

/** Equal for names that some file systems or readers take for one: by case, or by Unicode normal form (UAX #15). */
function fold(text: string, ascii: boolean): string {
  return ascii ? text.toLowerCase() : text.normalize('NFC').toLowerCase().normalize('NFC');
}
