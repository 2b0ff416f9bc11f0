import type { Part, Sentence } from '../../shared/strings/forms/say.ts';
import { escapeVisible, findDeceptive } from '../../shared/text/deceptive.ts';
import { strings } from '../strings/index.ts';
import { inOrder } from './in-order.ts';

/** UTF-16 units up to which a text gets marks and breaks of its own: each is an element to lay out. */
const LONGEST_WITH_ELEMENTS = 4096;

const DIGEST = /^[0-9a-f]{40,}$/;
/** Where an identifier or path may break, and nowhere else; in prose, where no dictionary word does. */
const BREAKS = { identifier: /(?<=[_/-])/, prose: /(?<=[_/])/ };

/**
 * Text from outside: only ever text, deceptive characters spelled out, words that imitate others marked, direction
 * isolated, and free to wrap. `mono` is for identifiers and paths, which read from left to right whatever they hold.
 */
export function Untrusted({ text, mono = false }: { readonly text: string; readonly mono?: boolean }) {
  const className = mono ? 'untrusted mono' : 'untrusted';
  const shown =
    text.length > LONGEST_WITH_ELEMENTS
      ? escapeVisible(text)
      : inOrder(piecesOf(text), (piece) => shownPiece(piece, mono));
  return (
    <bdi className={className} dir={mono ? 'ltr' : undefined}>
      {shown}
    </bdi>
  );
}

function shownPiece({ words, isConfusable }: Piece, mono: boolean) {
  const parts = escapeVisible(words).split(mono ? BREAKS.identifier : BREAKS.prose);
  const shown = parts.length === 1 ? parts[0] : inOrder(parts, breakable);
  return isConfusable ? <mark title={strings.shell.confusable}>{shown}</mark> : shown;
}

/** What is too long for its line breaks between its words before it breaks within one. */
function breakable(word: string) {
  return (
    <>
      {word}
      <wbr />
    </>
  );
}

/** A sentence of the catalogue with its untrusted parts isolated. */
export function Say({ it }: { readonly it: Sentence }) {
  return inOrder(it, part);
}

function part(of: Part) {
  return typeof of === 'string' ? of : <Untrusted text={of.untrusted} mono={DIGEST.test(of.untrusted)} />;
}

/** A stretch of a text, whole words together; `isConfusable` where its letters imitate those of another script. */
interface Piece {
  readonly words: string;
  readonly isConfusable: boolean;
}

/** The text in pieces, nothing left out. Bidi, invisible and control characters are not told apart: they are escaped. */
function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { kind, start, end } of findDeceptive(text)) {
    if (kind !== 'confusable') continue;
    pieces.push({ words: text.slice(at, start), isConfusable: false });
    pieces.push({ words: text.slice(start, end), isConfusable: true });
    at = end;
  }
  return [...pieces, { words: text.slice(at), isConfusable: false }];
}
