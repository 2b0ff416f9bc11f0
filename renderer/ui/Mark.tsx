import type { ReactNode } from 'react';

/** How something stands. Each has its own shape, so that none is told by its colour alone. */
export type State = 'open' | 'partial' | 'closed' | 'failed' | 'unknown';

interface MarkProps {
  readonly state: State;
  /** Its own colour, or that of the text around it: what is closed by the word of a packet is not green. */
  readonly plain?: boolean;
  /** The state in words: the shape alone says nothing to a screen reader. */
  readonly children: ReactNode;
}

/** A state as shape, word and colour. Drawn, since a font may lack the characters. */
export function Mark({ state, plain = false, children }: MarkProps) {
  return (
    <span className={`mark mark-${plain ? 'plain' : state}`} data-state={state}>
      <Shape state={state} />
      <span>{children}</span>
    </span>
  );
}

/** The shape alone, for beside words that say the state. */
export function Shape({ state }: { readonly state: State }) {
  return (
    <svg viewBox="0 0 12 12" aria-hidden="true">
      {SHAPES[state]}
    </svg>
  );
}

const RING = <circle cx="6" cy="6" r="5" />;

const SHAPES: Readonly<Record<State, ReactNode>> = {
  open: RING,
  partial: (
    <>
      {RING}
      <path d="M6 1a5 5 0 0 0 0 10z" fill="currentColor" stroke="none" />
    </>
  ),
  closed: <circle cx="6" cy="6" r="5" fill="currentColor" />,
  failed: <path d="M2 2l8 8M10 2l-8 8" strokeWidth="2" />,
  unknown: <path d="M3.500 4a2.500 2.500 0 1 1 3.600 2.200Q6 6.800 6 8M6 10.300v.7" />,
};
