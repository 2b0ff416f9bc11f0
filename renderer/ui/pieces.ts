import { findDeceptive } from '../../shared/text/deceptive.ts';

/** A stretch of a text, whole words together; `isConfusable` where its letters imitate those of another script. */
export interface Piece {
  readonly words: string;
  readonly isConfusable: boolean;
}

/** The text in pieces, nothing left out. Bidi, invisible and control characters are not told apart: they are escaped. */
export function piecesOf(text: string): readonly Piece[] {
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
