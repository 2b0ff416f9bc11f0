import { useEffect, useRef, useState } from 'react';
import { strings } from '../strings/index.ts';
import { Untrusted } from './Untrusted.tsx';

const SHOWN_FOR_MS = 2000;

type Copied = 'no' | 'yes' | 'by-hand';

/** A digest or key in full with a button that copies it. `what` names it for screen readers. */
export function Digest({ text, what }: { readonly text: string; readonly what: string }) {
  const shown = useRef<HTMLElement>(null);
  const [copied, setCopied] = useState<Copied>('no');

  useEffect(() => {
    if (copied !== 'yes') return;
    const timer = setTimeout(() => setCopied('no'), SHOWN_FOR_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  return (
    <span className="digest">
      <span className="digest-text" ref={shown}>
        <Untrusted text={text} mono />
      </span>
      <button
        type="button"
        className="button-quiet"
        aria-label={strings.shell.copyOf(what)}
        onClick={() => setCopied(shown.current !== null && copyTextOf(shown.current) ? 'yes' : 'by-hand')}
      >
        {strings.shell.copy}
      </button>
      <span className="copied" role="status">
        {copied === 'yes' ? strings.shell.copied : copied === 'by-hand' ? strings.shell.copyByHand : ''}
      </span>
    </span>
  );
}

/**
 * Selects the element's text and copies it. `execCommand`, since the Clipboard API asks for a permission and every
 * permission is denied here; where even that is refused the text stays selected, ready to be copied by hand.
 */
function copyTextOf(element: HTMLElement): boolean {
  const selection = getSelection();
  if (selection === null) return false;
  selection.selectAllChildren(element);
  const done = document.execCommand('copy');
  if (done) selection.removeAllRanges();
  return done;
}
