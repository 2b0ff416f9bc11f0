import type { PacketView } from '../../../shared/contract/views.ts';
import { strings } from '../../strings/index.ts';
import { Tabs } from '../../ui/Tabs.tsx';
import { whatIsWrong } from '../glance/wrong.ts';
import { useReview } from '../hooks/context.ts';
import { PARTS, type PacketPart } from '../hooks/route.ts';

/** The parts of a packet as tabs. */
export function PartTabs({ view, part }: { readonly view: PacketView; readonly part: PacketPart }) {
  const { go } = useReview();
  return (
    <Tabs
      label={strings.packet.parts.label}
      tabs={PARTS.map((name) => ({ name, words: strings.packet.parts[name], count: countOf(view, name) }))}
      current={part}
      show={(name) => go({ at: 'packet', packet: view.summary.sha256, part: name })}
      panel="packet-part"
    />
  );
}

/** What of a part is to be looked at, in a few words; nothing where all is well. */
function countOf(view: PacketView, part: PacketPart): string {
  const { counts } = strings.packet.parts;
  const { unread, findings } = view.reading;
  const told = (count: number, words: (count: number) => string) => (count === 0 ? [] : [words(count)]);
  switch (part) {
    case 'glance':
    case 'notes':
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
