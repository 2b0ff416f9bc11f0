import type { JournalEntry } from '../../../shared/journal/entry.ts';
import { element, type Html, text } from './html.ts';
import type { ReportWords } from './report-words.ts';

const WIDTH = 960;
const LEFT = 110;
const RIGHT = 30;
const TOP = 20;
const LANE = 30;

/** What the picture shows, and in which lane. */
const SHOWN = {
  'import-finished': 0,
  'statement-taken-in': 0,
  signature: 1,
  export: 2,
  refusal: 3,
  'airgap-override': 3,
} as const;
const LANES = 4;
const AXIS = TOP + LANES * LANE;
type ShownKind = keyof typeof SHOWN;

/** The journal as a picture: imports, signatures, exports and refusals along the station's clock. SVG, no script. */
export function timeline(entries: readonly JournalEntry[], words: ReportWords): Html {
  const shown = entries.filter((entry) => isShown(entry.event.kind));
  const times = shown.map(({ at }) => Date.parse(at));
  const first = Math.min(...times);
  const span = Math.max(1, Math.max(...times) - first);
  const marks = shown.map((entry) => {
    const x = LEFT + ((Date.parse(entry.at) - first) / span) * (WIDTH - LEFT - RIGHT);
    return mark(entry, Math.round(x), words);
  });
  const ends = shown.length === 0 ? [] : [endOf(LEFT, 'start', shown.at(0)), endOf(WIDTH - RIGHT, 'end', shown.at(-1))];
  const attributes = `viewBox="0 0 ${WIDTH} ${AXIS + 40}" role="img" aria-label="${words.report.timeline.label}"`;
  return element(
    'svg',
    [...words.report.timeline.lanes.flatMap(lane), line(AXIS, 'axis'), ...marks, ...ends],
    attributes,
  );
}

function lane(name: string, index: number): readonly Html[] {
  return [line(laneY(index), 'lane'), element('text', text(name), `x="0" y="${laneY(index) + 5}"`)];
}

function laneY(index: number): number {
  return TOP + index * LANE;
}

function line(y: number, name: 'axis' | 'lane'): Html {
  return { html: `<line x1="${LEFT}" y1="${y}" x2="${WIDTH - RIGHT}" y2="${y}" class="${name}"/>` };
}

function mark({ at, event }: JournalEntry, x: number, { describeEvent }: ReportWords): Html {
  const y = laneY(isShown(event.kind) ? SHOWN[event.kind] : 0);
  const title = element('title', text(`${at} ${describeEvent(event)}`));
  return element('circle', title, `cx="${x}" cy="${y}" r="6" class="${event.kind}"`);
}

function endOf(x: number, anchor: 'start' | 'end', entry: JournalEntry | undefined): Html {
  return element('text', text(entry?.at ?? ''), `x="${x}" y="${AXIS + 24}" text-anchor="${anchor}"`);
}

function isShown(kind: string): kind is ShownKind {
  return Object.hasOwn(SHOWN, kind);
}
