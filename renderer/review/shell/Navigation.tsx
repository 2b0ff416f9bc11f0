import { useCallback, useLayoutEffect } from 'react';
import { strings } from '../../strings/index.ts';
import { moveInList } from '../../ui/arrow-keys.ts';
import { countUndecided } from '../../workspace/lists.ts';
import { useLive } from '../../workspace/use-live.ts';
import { useReview } from '../hooks/context.ts';
import { SECTIONS, type Section, sectionOfKey } from '../hooks/route.ts';
import { needsLook } from '../inbox/jobs.ts';
import { useJobs } from '../inbox/use-jobs.ts';
import { SectionIcon } from './icons.tsx';

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
              <SectionIcon section={section} />
              <span className="section-name">{strings.shell.sections[section]}</span>
              <NavBadge section={section} />
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** How much of a section needs somebody: packets without a decision, imports that did not end well. */
function NavBadge({ section }: { readonly section: Section }) {
  const { workspace } = useReview();
  const { list } = useJobs();
  const undecided = useLive(useCallback(() => countUndecided(workspace), [workspace])) ?? 0;
  if (section !== 'packets' && section !== 'inbox') return null;
  const count = section === 'packets' ? undecided : needsLook(list);
  if (count === 0) return null;
  const words = strings.shell.badges[section](count);
  return (
    <span className="nav-badge number" title={words}>
      <span aria-hidden="true">{strings.format.integer(count)}</span>
      <span className="unseen">{words}</span>
    </span>
  );
}
