import { plainText } from '../../../shared/packet/inline.ts';
import type { PacketReading } from '../../../shared/packet/types.ts';
import { strings } from '../../strings/index.ts';
import { inOrder } from '../../ui/in-order.ts';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { headingId } from './heading-id.ts';

const text = strings.packet.outline;

/** The document's headings, each with how much of its section has to be read by a person, and the way there. */
export function Outline({ reading }: { readonly reading: PacketReading }) {
  const headings = reading.document.flatMap((block) => (block.kind === 'heading' ? [block] : []));
  if (headings.length === 0) return null;
  const sections = headings.map((heading, at) => {
    const end = headings[at + 1]?.line ?? Number.POSITIVE_INFINITY;
    return { heading, unread: reading.unread.filter(({ line }) => line >= heading.line && line < end).length };
  });
  return (
    <nav className="outline" aria-label={text.title}>
      <details open={isWide()}>
        <summary>{text.title}</summary>
        <ol>
          {inOrder(sections, ({ heading, unread }) => (
            <li className={`outline-${Math.min(4, heading.level)}`}>
              <button type="button" className="button-link" onClick={() => goTo(headingId(heading.line))}>
                <Untrusted text={plainText(heading.text)} />
              </button>
              {unread === 0 ? null : <span className="soft number">{text.toRead(unread)}</span>}
            </li>
          ))}
        </ol>
      </details>
    </nav>
  );
}

/** Whether there is room for it beside the text; below, it is opened by whoever wants it. */
function isWide(): boolean {
  return window.matchMedia('(min-width: 80rem)').matches;
}

function goTo(id: string): void {
  const heading = document.getElementById(id);
  heading?.scrollIntoView({ block: 'start' });
  heading?.focus({ preventScroll: true });
}
