import './toasts.css';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { strings } from '../strings/index.ts';
import { type Toast, withoutToast, withToast } from './toast-list.ts';
import { Say } from './Untrusted.tsx';

const text = strings.shell.toasts;

interface Telling {
  readonly tell: (toast: Toast) => void;
  readonly take: (key: string) => void;
}

const Telling = createContext<Telling | null>(null);

/** Tells a result above whatever is on the screen, and takes it back. */
export function useToasts(): Telling {
  const telling = useContext(Telling);
  if (telling === null) throw new Error('a result was told outside the review window');
  return telling;
}

/** Results above the page. The regions are there from the start: what comes into them is announced. */
export function Toasts({ children }: { readonly children: ReactNode }) {
  const [shown, setShown] = useState<readonly Toast[]>([]);
  const tell = useCallback((toast: Toast) => setShown((before) => withToast(before, toast)), []);
  const take = useCallback((key: string) => setShown((before) => withoutToast(before, key)), []);
  const telling = useMemo(() => ({ tell, take }), [tell, take]);
  const of = (tone: Toast['tone']) =>
    shown.filter((one) => one.tone === tone).map((one) => <One key={one.key} toast={one} take={take} />);
  return (
    <Telling value={telling}>
      {children}
      <section className="toasts" aria-label={text.label}>
        <div aria-live="assertive">{of('danger')}</div>
        <div aria-live="polite">{of('good')}</div>
      </section>
    </Telling>
  );
}

/** How long what went well stays, in milliseconds; longer while the pointer or the focus is on it. */
const SHOWN_MS = 8000;

function One({ toast, take }: { readonly toast: Toast; readonly take: Telling['take'] }) {
  const [isHeld, setIsHeld] = useState(false);
  const { tone, text: said, way } = toast;
  useEffect(() => {
    if (tone === 'danger' || isHeld) return;
    const timer = setTimeout(() => take(toast.key), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [toast, tone, isHeld, take]);
  const dismiss = () => take(toast.key);
  return (
    <article
      className={`toast notice notice-${tone}`}
      onPointerEnter={() => setIsHeld(true)}
      onPointerLeave={() => setIsHeld(false)}
      onFocus={() => setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
    >
      <p>
        <Say it={said} />
      </p>
      <div className="actions">
        {way === undefined ? null : (
          <button
            type="button"
            onClick={() => {
              dismiss();
              way.go();
            }}
          >
            {way.label}
          </button>
        )}
        <button type="button" onClick={dismiss}>
          {text.dismiss}
        </button>
      </div>
    </article>
  );
}
