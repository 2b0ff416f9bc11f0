import { describeEvent } from '../../journal/describe.ts';
import type { JournalEntry } from '../../journal/entry.ts';
import { element, type Html, text } from './html.ts';

const WIDTH = 960;
const HEIGHT = 120;
const MARGIN = 40;
const AXIS = 70;

/** What the picture shows, each in its own place above the line. */
const SHOWN = { 'import-finished': 1, signature: 2, export: 3, refusal: 4, 'airgap-override': 4 } as const;
type ShownKind = keyof typeof SHOWN;

/** The journal as a picture: imports, signatures, exports and refusals along the station's clock. SVG, no script. */
export function timeline(entries: readonly JournalEntry[]): Html {
  const shown = entries.filter((entry) => isShown(entry.event.kind));
  const times = shown.map(({ at }) => Date.parse(at));
  const first = Math.min(...times);
  const span = Math.max(1, Math.max(...times) - first);
  const marks = shown.map((entry) => {
    const x = MARGIN + ((Date.parse(entry.at) - first) / span) * (WIDTH - 2 * MARGIN);
    return mark(entry, Math.round(x));
  });
  const axis = { html: `<line x1="${MARGIN}" y1="${AXIS}" x2="${WIDTH - MARGIN}" y2="${AXIS}" class="axis"/>` };
  const ends =
    shown.length === 0 ? [] : [label(MARGIN, 'start', shown.at(0)), label(WIDTH - MARGIN, 'end', shown.at(-1))];
  const attributes = `viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Timeline of the journal"`;
  return element('svg', [axis, ...marks, ...ends], attributes);
}

function mark({ at, event }: JournalEntry, x: number): Html {
  const level = isShown(event.kind) ? SHOWN[event.kind] : 0;
  const title = element('title', text(`${at} ${describeEvent(event)}`));
  return element('circle', title, `cx="${x}" cy="${AXIS - 12 * level}" r="5" class="${event.kind}"`);
}

function label(x: number, anchor: 'start' | 'end', entry: JournalEntry | undefined): Html {
  return element('text', text(entry?.at ?? ''), `x="${x}" y="${AXIS + 28}" text-anchor="${anchor}"`);
}

function isShown(kind: string): kind is ShownKind {
  return Object.hasOwn(SHOWN, kind);
}
