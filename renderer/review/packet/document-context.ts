import { createContext } from 'react';
import type { CoveredOf } from './covered.ts';
import { findNames, type LiveName } from './live-names.ts';

/** What is shown beside and within a document's text that the document does not say. */
export interface DocumentContext {
  readonly pieces: ReturnType<typeof findNames>;
  readonly covered: CoveredOf;
  readonly open: (name: LiveName) => void;
}

export const DocumentState = createContext<DocumentContext>({
  pieces: findNames([]),
  covered: () => null,
  open: () => undefined,
});
