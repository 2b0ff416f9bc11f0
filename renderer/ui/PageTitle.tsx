import { type ReactNode, useLayoutEffect, useRef } from 'react';

interface PageTitleProps {
  readonly children: ReactNode;
  readonly lead?: ReactNode;
  readonly aside?: ReactNode;
}

/**
 * The heading of a screen. It takes the focus when the screen opens, so that Tab goes on from there: before the screen
 * can answer a key, since a key such as `/` may give the focus to something else.
 */
export function PageTitle({ children, lead, aside }: PageTitleProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus({ preventScroll: true }), []);
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
