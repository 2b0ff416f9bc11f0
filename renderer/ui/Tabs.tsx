import type { KeyboardEvent } from 'react';
import { movedTo } from './arrow-keys.ts';

interface Tab<Name extends string> {
  readonly name: Name;
  readonly words: string;
  /** What of it is to be looked at, in a few words. */
  readonly count?: string;
}

interface TabsProps<Name extends string> {
  readonly label: string;
  readonly tabs: readonly Tab<Name>[];
  readonly current: Name;
  readonly show: (name: Name) => void;
  /** The id of what they show. */
  readonly panel: string;
}

/** Tabs: one stop for Tab, arrow keys within (WAI-ARIA, tabs pattern). The panel is labelled by `tab-` and the name. */
export function Tabs<Name extends string>({ label, tabs, current, show, panel }: TabsProps<Name>) {
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const at = tabs.findIndex(({ name }) => name === current);
    const to = movedTo(event.key, at, tabs.length);
    const next = to === null ? undefined : tabs[to];
    if (next === undefined) return;
    event.preventDefault();
    document.getElementById(`tab-${next.name}`)?.focus();
    show(next.name);
  };
  return (
    <div role="tablist" aria-label={label} className="tabs" tabIndex={-1} onKeyDown={onKeyDown}>
      {tabs.map(({ name, words, count = '' }) => (
        <button
          key={name}
          type="button"
          role="tab"
          id={`tab-${name}`}
          aria-selected={name === current}
          aria-controls={panel}
          tabIndex={name === current ? 0 : -1}
          onClick={() => show(name)}
        >
          {words} <span className="tab-count">{count}</span>
        </button>
      ))}
    </div>
  );
}
