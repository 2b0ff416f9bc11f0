import { type ReactNode, useEffect, useRef } from 'react';

interface PageTitleProps {
  readonly children: ReactNode;
  readonly lead?: ReactNode;
  readonly aside?: ReactNode;
}

/** The heading of a screen. It takes the focus when the screen opens, so that Tab goes on from there. */
export function PageTitle({ children, lead, aside }: PageTitleProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <div className="page-title">
      <div>
        <h1 ref={heading} tabIndex={-1}>
          {children}
        </h1>
        {lead === undefined ? null : <p className="soft">{lead}</p>}
      </div>
      {aside}
    </div>
  );
}
