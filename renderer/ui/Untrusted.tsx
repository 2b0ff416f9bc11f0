import type { Part, Sentence } from '../../shared/strings/forms/say.ts';
import { escapeVisible } from '../../shared/text/deceptive.ts';
import { type VisiblePiece, visiblePieces } from '../../shared/text/visible.ts';
import { strings } from '../strings/index.ts';
import { inOrder } from './in-order.ts';

/** UTF-16 units up to which a text gets breaks of its own, and the most chips and marks: each is an element to lay out. */
const LONGEST_WITH_ELEMENTS = 4096;
const MOST_PIECES = 2000;

const DIGEST = /^[0-9a-f]{40,}$/;
/** Where an identifier or path may break, and nowhere else; in prose, where no dictionary word does. */
const BREAKS = { identifier: /(?<=[_/-])/, prose: /(?<=[_/])/ };

/**
 * Text from outside: only ever text, deceptive characters in chips, words that imitate others marked, direction isolated,
 * and free to wrap. `mono` is for identifiers and paths, which read from left to right whatever they hold. What is copied
 * from it is what the signed text and the command line write: a chip as `\u{202e}`, never the character.
 */
export function Untrusted({ text, mono = false }: { readonly text: string; readonly mono?: boolean }) {
  const className = mono ? 'untrusted mono' : 'untrusted';
  return (
    <bdi className={className} dir={mono ? 'ltr' : undefined}>
      <Visible text={text} breaks={text.length > LONGEST_WITH_ELEMENTS ? null : mono ? 'identifier' : 'prose'} />
    </bdi>
  );
}

interface VisibleProps {
  readonly text: string;
  /** Where it may break beside its spaces; `null` for nowhere else. */
  readonly breaks: keyof typeof BREAKS | null;
}

/** Outside text within an isolate of its caller's: its characters, chips and marks. */
export function Visible({ text, breaks }: VisibleProps) {
  const pieces = visiblePieces(text);
  if (pieces.length > MOST_PIECES) return escapeVisible(text);
  return inOrder(pieces, (piece) => {
    const shown = piece.chip === null ? broken(piece.text, breaks) : <Chip of={piece.chip} text={piece.text} />;
    return piece.mark === null ? shown : <mark title={strings.shell.warned[piece.mark]}>{shown}</mark>;
  });
}

/** The chip is drawn from its attribute; its text is there to be copied and read aloud. */
function Chip({
  of: { kind, codePoint, times },
  text,
}: {
  readonly of: NonNullable<VisiblePiece['chip']>;
  readonly text: string;
}) {
  const shown = times === 1 ? codePoint : `${codePoint} ×${times}`;
  return (
    <span className="escape" data-shown={shown} title={strings.shell.warned[kind]}>
      {text}
    </span>
  );
}

function broken(text: string, breaks: VisibleProps['breaks']) {
  const parts = breaks === null ? [text] : text.split(BREAKS[breaks]);
  return parts.length === 1 ? text : inOrder(parts, breakable);
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
