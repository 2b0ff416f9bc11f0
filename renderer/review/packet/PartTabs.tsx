import type { KeyboardEvent } from 'react';
import type { PacketView } from '../../../shared/contract/views.ts';
import { strings } from '../../strings/index.ts';
import { movedTo } from '../../ui/arrow-keys.ts';
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
          {strings.packet.parts[one]}
          <Count value={countOf(view, one)} />
        </button>
      ))}
    </div>
  );
}

function Count({ value }: { readonly value: number | null }) {
  if (value === null) return null;
  return (
    <span className="tab-count" aria-hidden="true">
      {strings.format.integer(value)}
    </span>
  );
}

function countOf(view: PacketView, part: PacketPart): number | null {
  const { packet, findings } = view.reading;
  switch (part) {
    case 'overview':
    case 'document':
    case 'authority':
      return null;
    case 'options':
      return packet.options.length;
    case 'blockers':
      return packet.blockers.length;
    case 'evidence':
      return view.evidence.length;
    case 'findings':
      return findings.length;
  }
}
