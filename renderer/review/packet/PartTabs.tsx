import type { KeyboardEvent } from 'react';
import type { PacketView } from '../../../shared/contract/views.ts';
import { strings } from '../../strings/index.ts';
import { movedTo } from '../../ui/arrow-keys.ts';
import { whatIsWrong } from '../glance/wrong.ts';
import { useReview } from '../hooks/context.ts';
import { PARTS, type PacketPart } from '../hooks/route.ts';

/** The parts of a packet as tabs: one stop for Tab, arrow keys within (WAI-ARIA, tabs pattern). */
export function PartTabs({ view, part }: { readonly view: PacketView; readonly part: PacketPart }) {
  const { go } = useReview();
  const packet = view.summary.sha256;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const to = movedTo(event.key, PARTS.indexOf(part), PARTS.length);
    const next = to === null ? undefined : PARTS[to];
    if (next === undefined) return;
    event.preventDefault();
    document.getElementById(`tab-${next}`)?.focus();
    go({ at: 'packet', packet, part: next });
  };
  return (
    <div role="tablist" aria-label={strings.packet.parts.label} className="tabs" tabIndex={-1} onKeyDown={onKeyDown}>
      {PARTS.map((one) => (
        <button
          key={one}
          type="button"
          role="tab"
          id={`tab-${one}`}
          aria-selected={one === part}
          aria-controls="packet-part"
          tabIndex={one === part ? 0 : -1}
          onClick={() => go({ at: 'packet', packet, part: one })}
        >
          {strings.packet.parts[one]} <span className="tab-count">{countOf(view, one)}</span>
        </button>
      ))}
    </div>
  );
}

/** What of a part is to be looked at, in a few words; nothing where all is well. */
function countOf(view: PacketView, part: PacketPart): string {
  const { counts } = strings.packet.parts;
  const { unread, findings } = view.reading;
  const told = (count: number, words: (count: number) => string) => (count === 0 ? [] : [words(count)]);
  switch (part) {
    case 'glance':
      return '';
    case 'document': {
      const errors = findings.filter(({ severity }) => severity === 'error').length;
      return [...told(errors, counts.errors), ...told(unread.length, counts.unread)].join(', ');
    }
    case 'blockers': {
      const waiting = view.blockers.filter(({ now }) => now === 'waiting').length;
      const open = view.blockers.filter(({ now }) => now === 'open' || now === 'partial').length;
      return [...told(open, counts.open), ...told(waiting, counts.waiting)].join(', ');
    }
    case 'evidence': {
      const wrong = whatIsWrong(view).filter(({ kind }) => kind === 'unmatched' || kind === 'failed').length;
      const missing = view.evidence.filter(({ match }) => match.kind === 'not-supplied').length;
      return [...told(wrong, counts.wrong), ...told(missing, counts.missing)].join(', ');
    }
  }
}
