import { type ReactNode, useState } from 'react';

interface DisclosureProps {
  readonly summary: ReactNode;
  readonly children: ReactNode;
}

/**
 * What a line opens and closes. The content is made at its first opening, since a page may have hundreds of them, and
 * then kept, with whatever was typed in it.
 */
export function Disclosure({ summary, children }: DisclosureProps) {
  const [wasOpened, setWasOpened] = useState(false);
  return (
    <details onToggle={() => setWasOpened(true)}>
      <summary>{summary}</summary>
      {wasOpened ? <div className="disclosed">{children}</div> : null}
    </details>
  );
}
