import type { ReactNode, RefObject } from 'react';
import { strings } from '../strings/index.ts';

interface DialogProps {
  /** What opens it: `showModal`. */
  readonly ref: RefObject<HTMLDialogElement | null>;
  readonly title: string;
  readonly className?: string;
  readonly onClose?: () => void;
  readonly children: ReactNode;
}

/** Something shown above the window until it is closed, by its button or Escape. */
export function Dialog({ ref, title, className = '', onClose, children }: DialogProps) {
  return (
    <dialog ref={ref} aria-label={title} className={`dialog ${className}`} onClose={onClose}>
      <h2>{title}</h2>
      {children}
      <div className="actions">
        <button type="button" onClick={() => ref.current?.close()}>
          {strings.shell.close}
        </button>
      </div>
    </dialog>
  );
}
