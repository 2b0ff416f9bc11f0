import { useCallback, useLayoutEffect } from 'react';
import { strings } from '../../strings/index.ts';
import { moveInList } from '../../ui/arrow-keys.ts';
import { countUndecided, countUnopenedWrong } from '../../workspace/lists.ts';
import { useLive } from '../../workspace/use-live.ts';
import { useReview } from '../hooks/context.ts';
import { activeOwners } from '../hooks/owners.ts';
import { SECTIONS, type Section, sectionOfKey } from '../hooks/route.ts';
import { needsLook } from '../inbox/jobs.ts';
import { useJobs } from '../inbox/use-jobs.ts';

/** The sections of the window, by click, arrow keys, or Ctrl and a number. */
export function Navigation({ current }: { readonly current: Section }) {
  const { go } = useReview();
  const needs = useNeeds();
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
              <NavBadge section={section} count={needs[section]} />
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** How much of a section needs somebody; nothing where nothing does. */
function NavBadge({ section, count }: { readonly section: Section; readonly count: number }) {
  if (count === 0) return null;
  const words = strings.shell.badges[section](count);
  return (
    <span className="nav-badge number" title={words}>
      <span aria-hidden="true">{strings.format.integer(count)}</span>
      <span className="unseen">{words}</span>
    </span>
  );
}

/**
 * Packets without a decision, imports that did not end well, evidence with something wrong that nobody has opened, a journal
 * that takes nothing, an owner who is missing, what is odd about the station.
 */
function useNeeds(): Readonly<Record<Section, number>> {
  const { station, workspace } = useReview();
  const { list } = useJobs();
  const undecided = useLive(useCallback(() => countUndecided(workspace), [workspace])) ?? 0;
  const wrong = useLive(useCallback(() => countUnopenedWrong(workspace), [workspace])) ?? 0;
  const { journal, identities, findings, airgap } = station;
  const odd = findings.filter(({ severity }) => severity !== 'info').length;
  return {
    packets: undecided,
    inbox: needsLook(list),
    evidence: wrong,
    journal: journal.readOnly === null ? 0 : 1,
    people: activeOwners(identities).length > 0 ? 0 : 1,
    station: odd + (strings.shell.airgap.isCalm(airgap) ? 0 : 1),
  };
}

const PATHS: Readonly<Record<Section, string>> = {
  packets: 'M3 2h7l3 3v9H3zM5 8l2 2 4-4',
  inbox: 'M2 9l2-6h8l2 6v4H2zM2 9h4l1 2h2l1-2h4',
  evidence: 'M2 4h5l1 2h6v7H2z',
  journal: 'M4 2h8v12H4zM6 5h4M6 8h4M6 11h2',
  people:
    'M6 2.500a2.500 2.500 0 1 1 0 5a2.500 2.500 0 0 1 0-5M1.500 13c.5-3 2-4 4.500-4s4 1 4.500 4M10.500 3a2.500 2.500 0 0 1 0 4.500M11.500 9.200c2 .3 2.700 1.600 3 3.800',
  station: 'M2 3h12v8H2zM6 14h4M8 11v3',
};

/** The picture of a section, beside its name or in place of it. */
function SectionIcon({ section }: { readonly section: Section }) {
  return (
    <svg className="section-icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[section]} />
    </svg>
  );
}
