import type { ReactNode } from 'react';

/** `good` is for what the console itself has verified, `amber` for locked or open, `danger` for danger alone. */
export type Tone = 'plain' | 'good' | 'amber' | 'danger' | 'accent';

export function Badge({ tone = 'plain', children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return <span className={`badge badge-${tone}`}>{children}</span>;
}
