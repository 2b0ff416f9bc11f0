import type { ReactNode } from 'react';

/** `good`: what the console itself has verified; `amber`: locked or open; `danger`: danger alone; `hold`: the default alone. */
export type Tone = 'plain' | 'good' | 'amber' | 'danger' | 'accent' | 'hold';

export function Badge({ tone = 'plain', children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return <span className={`badge badge-${tone}`}>{children}</span>;
}
