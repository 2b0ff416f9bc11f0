import { useEffect, useRef } from 'react';
import { strings } from '../../strings/index.ts';

/** The list of keys, behind `?` and a button at the foot of the window. */
export function Keyboard() {
  const dialog = useRef<HTMLDialogElement>(null);
  const { title, open, rows } = strings.shell.keyboard;
  useEffect(() => {
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
      <dialog ref={dialog} aria-label={title} className="dialog">
        <h2>{title}</h2>
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
        <div className="actions">
          <button type="button" onClick={() => dialog.current?.close()}>
            {strings.shell.close}
          </button>
        </div>
      </dialog>
    </>
  );
}

function isTyping(target: EventTarget | null): boolean {
  const takesText = 'input:not([type="checkbox"], [type="radio"]), textarea, select';
  return target instanceof HTMLElement && target.matches(takesText);
}
