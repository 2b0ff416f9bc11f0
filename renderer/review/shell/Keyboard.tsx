import { useLayoutEffect, useRef } from 'react';
import { strings } from '../../strings/index.ts';
import { Dialog } from '../../ui/Dialog.tsx';

/** The list of keys, behind `?` and a button at the foot of the window. */
export function Keyboard() {
  const dialog = useRef<HTMLDialogElement>(null);
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
  }, []);
  return (
    <>
      <button type="button" className="button-quiet keyboard-button" onClick={() => dialog.current?.showModal()}>
        {open}
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
