/** That no sentence for a person stands in the sources outside the catalogues, where it would stay in one language. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { transformSync } from 'esbuild';

const ROOT = join(import.meta.dirname, '../../../..');

/** Files whose sentences stay English, by docs/languages.md. */
const ENGLISH: Readonly<Record<string, string>> = {
  'electron/core/decision-folder/instructions.ts': 'VERIFY.txt is a file format',
  'electron/core/decision-folder/steps.ts': 'VERIFY.txt is a file format',
  'electron/core/dossier/instructions.ts': 'VERIFY.txt is a file format',
  'electron/core/decision-folder/notes-file.ts': 'the head of a file of notes is a file format',
  'electron/core/airgap/link-probe.ts': 'what the link probe saw is recorded',
  'electron/station/practice/stick.ts': 'the packet for practice is a packet',
  'electron/station/circumstances.ts': 'the sentence that is typed is part of the statement',
  'electron/desktop/processes/key-process.ts': 'the name of a process is no text',
};

const LITERAL = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g;
/** What a file says to itself: errors of its author, names in `assertNever`. */
const INTERNAL = /(?:new \w*Error\(|assertNever\(\w+,)$/;
const SENTENCE = /[A-Za-z']{2,}(?:,? [^ A-Za-z]*[A-Za-z][^ ]*){2,}[.!?](?:[\s")]|\\n|$)/;
/** A title or a label has no full stop. */
const TITLE = /^ ?[A-Z][a-z]+,? [A-Za-z]{2,}/;
const WORDS = /[A-Za-z]{2,}[,;:]? [A-Za-z]{2,}/;
/** Where every word is shown: between tags, and on the terminal. */
const SHOWN = /\b(?:say|print|sayFault)\($|\bchildren:[^"'`{}]*$/;

/** The literals of a source file that a person may read. Types and comments are gone; text between tags is a literal. */
function sentencesIn(path: string, source: string): readonly string[] {
  const loader = path.endsWith('x') ? 'tsx' : 'ts';
  const { code } = transformSync(source, { loader, jsx: 'automatic', minifyWhitespace: true });
  return [...code.matchAll(LITERAL)].flatMap(({ 0: literal, index }) => {
    const before = code.slice(Math.max(0, index - 200), index);
    const words = literal.slice(1, -1).replaceAll(/\$\{[^}]*\}/g, '#');
    const isWords = SENTENCE.test(words) || TITLE.test(words) || (SHOWN.test(before) && WORDS.test(words));
    return isWords && !INTERNAL.test(before) ? [words] : [];
  });
}

test('every sentence for a person is in a catalogue', () => {
  const files = ['electron', 'renderer'].flatMap((layer) =>
    readdirSync(join(ROOT, layer), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => `${layer}/${name}`),
  );
  const found = new Map(files.map((file) => [file, sentencesIn(file, readFileSync(join(ROOT, file), 'utf8'))]));
  const outside = [...found].filter(([file, sentences]) => sentences.length > 0 && !(file in ENGLISH));
  assert.deepEqual(outside, []);
  for (const file of Object.keys(ENGLISH)) assert.notDeepEqual(found.get(file) ?? [], [], `${file} has none any more`);
});

test('a sentence outside is seen, whatever it is part of; what no person reads is not', () => {
  const seen: readonly (readonly [file: string, source: string])[] = [
    ['electron/a.ts', 'export const a = () => err(`Core dumps could not be turned off.`);'],
    ['electron/a.ts', 'say("holdfast: it was not journalled");'],
    ['electron/a.ts', "export const b = { detail: 'Start it again. It may help.' };"],
    ['renderer/a.tsx', 'export const A = () => <p>Start again</p>;'],
    ['renderer/a.tsx', 'export const A = () => <p title="Start again" className="a b">{a}</p>;'],
    ['renderer/a.tsx', 'export const A = (a) => <p>{a ? "is open" : b}</p>;'],
  ];
  for (const [file, source] of seen) assert.equal(sentencesIn(file, source).length, 1, source);
  const unseen: readonly (readonly [file: string, source: string])[] = [
    ['electron/a.ts', "// It may help to start again.\nthrow new Error('the tree has no root, so it is lost.');"],
    ['electron/a.ts', 'say("holdfast: " + desktop().fault);'],
    ['renderer/a.tsx', 'export const A = (a) => <p className={a ? "chip good" : "chip bad"}>{text.b}</p>;'],
    ['renderer/a.tsx', "assertNever(a, 'state of the check');"],
  ];
  for (const [file, source] of unseen) assert.deepEqual(sentencesIn(file, source), [], source);
});
