import { type ReactNode, useState } from 'react';

interface DisclosureProps {
  readonly summary: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

/**
 * What a line opens and closes. The content is made at its first opening, since a page may have hundreds of them, and
 * then kept, with whatever was typed in it.
 */
export function Disclosure({ summary, className, children }: DisclosureProps) {
  const [wasOpened, setWasOpened] = useState(false);
  return (
    <details className={className} onToggle={() => setWasOpened(true)}>
      <summary>{summary}</summary>
      {wasOpened ? children : null}
    </details>
  );
}
