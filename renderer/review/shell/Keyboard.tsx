import { type RefObject, useLayoutEffect } from 'react';
import { strings } from '../../strings/index.ts';
import { Dialog } from '../../ui/Dialog.tsx';

/** The list of keys, behind `?` and a button at the foot of the window. `dialog`: where it is shown from elsewhere. */
export function Keyboard({ dialog }: { readonly dialog: RefObject<HTMLDialogElement | null> }) {
  const { title, open, rows } = strings.shell.keyboard;
  // Not after the paint: by then the window has the focus, and a key pressed in between would be lost.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event.target)) return;
      if (event.key === '?') dialog.current?.showModal();
      if (event.key === '/') {
        const search = document.querySelector<HTMLInputElement>('input[type="search"]');
        if (search === null) return;
        event.preventDefault();
        search.focus();
      }
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [dialog]);
  return (
    <>
      <button type="button" className="button-quiet" onClick={() => dialog.current?.showModal()}>
        <span className="foot-words">{open}</span> <kbd>?</kbd>
      </button>
      <Dialog ref={dialog} title={title}>
        <dl className="fields">
          {rows.map(([keys, what]) => (
            <div key={keys}>
              <dt>
                <kbd>{keys}</kbd>
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
      </Dialog>
    </>
  );
}

function isTyping(target: EventTarget | null): boolean {
  const takesText = 'input:not([type="checkbox"], [type="radio"]), textarea, select';
  return target instanceof HTMLElement && target.matches(takesText);
}
