import { useLayoutEffect } from 'react';
import { strings } from '../../strings/index.ts';
import { moveInList } from '../../ui/arrow-keys.ts';
import { useReview } from '../hooks/context.ts';
import { SECTIONS, type Section, sectionOfKey } from '../hooks/route.ts';

/** The sections of the window, by click, arrow keys, or Ctrl and a number. */
export function Navigation({ current }: { readonly current: Section }) {
  const { go } = useReview();
  // Not after the paint: by then the window has the focus, and a key pressed in between would be lost.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const section = event.ctrlKey && !event.altKey && !event.shiftKey ? sectionOfKey(event.key) : null;
      if (section === null) return;
      event.preventDefault();
      go({ at: section });
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [go]);
  return (
    <nav className="navigation" aria-label={strings.shell.navigation} onKeyDown={moveInList}>
      <ul>
        {SECTIONS.map((section, at) => (
          <li key={section}>
            <button
              type="button"
              data-item
              aria-current={section === current ? 'page' : undefined}
              aria-keyshortcuts={`Control+${at + 1}`}
              onClick={() => go({ at: section })}
            >
              {strings.shell.sections[section]}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
