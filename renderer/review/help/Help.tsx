import './help.css';
import { type RefObject, useLayoutEffect } from 'react';
import { isFindingCode, severities } from '../../../shared/finding/index.ts';
import { findingText } from '../../../shared/strings/say-finding.ts';
import { strings } from '../../strings/index.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { SearchField } from '../../ui/SearchField.tsx';

const text = strings.help;

interface Section {
  readonly title: string;
  readonly rows: readonly (readonly [name: string, says: string])[];
}

/** Everything that the help says, each from the one place where it is written. */
const SECTIONS: readonly Section[] = [
  { title: text.wordsTitle, rows: text.words },
  { title: text.screensTitle, rows: text.screens },
  { title: text.whenTitle, rows: text.when },
  { title: text.keysTitle, rows: strings.shell.keyboard.rows },
  {
    title: text.findingsTitle,
    rows: Object.keys(severities)
      .filter(isFindingCode)
      .map((code) => {
        const { sentence, wayOut } = findingText(code);
        return [code, `${sentence} ${wayOut}`] as const;
      }),
  },
];

/** Findings are many: they are listed once something is searched. */
const ALWAYS = SECTIONS.slice(0, -1);

interface HelpProps {
  readonly dialog: RefObject<HTMLDialogElement | null>;
  /** What is searched; `null` while it is closed, and then it holds nothing. */
  readonly words: string | null;
  readonly search: (words: string | null) => void;
}

/** The help, behind F1, the header and Ctrl+K: offline, in the language in use, found by any word. */
export function Help({ dialog, words, search }: HelpProps) {
  // Not after the paint: by then the window has the focus, and a key pressed in between would be lost.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'F1') return;
      event.preventDefault();
      if (document.querySelector('dialog[open]') === null) search('');
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [search]);
  return (
    <Dialog ref={dialog} title={text.title} className="help" onClose={() => search(null)}>
      {words === null ? null : <Found words={words} search={search} />}
    </Dialog>
  );
}

interface FoundProps {
  readonly words: string;
  readonly search: (words: string) => void;
}

function Found({ words, search }: FoundProps) {
  const wanted = words
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const found = (wanted.length === 0 ? ALWAYS : SECTIONS)
    .map(({ title, rows }) => ({ title, rows: rows.filter((row) => hasWords(row, wanted)) }))
    .filter(({ rows }) => rows.length > 0);
  return (
    <>
      <SearchField label={text.search} hint={text.searchHint} value={words} change={search} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys. */}
      <section className="help-found" aria-label={text.title} tabIndex={0}>
        {found.length === 0 ? <p role="status">{text.none}</p> : null}
        {found.map(({ title, rows }) => (
          <div key={title}>
            <h3>{title}</h3>
            <dl className="fields">
              {rows.map(([name, says]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{says}</dd>
                </div>
              ))}
            </dl>
          </div>
        ))}
      </section>
    </>
  );
}

function hasWords([name, says]: readonly [string, string], wanted: readonly string[]): boolean {
  const all = `${name} ${says}`.toLowerCase();
  return wanted.every((word) => all.includes(word));
}
