import type { JournalEntry } from '../../../shared/journal/entry.ts';
import { DISCHARGE_TYPE, GRANT_TYPE } from '../../../shared/statement/authority.ts';
import { DECISION_TYPE } from '../../../shared/statement/decision.ts';
import { element, type Html, text } from './html.ts';
import type { ReportWords } from './report-words.ts';

const WIDTH = 960;
const LEFT = 150;
const RIGHT = 30;
const TOP = 20;
const LANE = 30;

/** What the picture shows, a lane each: by shape as well, since paper may have no colours. */
const LANES = ['import', 'grant', 'discharge', 'decision', 'signature', 'export', 'refusal'] as const;
type Lane = (typeof LANES)[number];
const AXIS = TOP + LANES.length * LANE;

/** Around the middle of a mark, in the unit of the picture. */
const SHAPES: Readonly<Record<Lane, string>> = {
  import: 'M-6 -6h12v12h-12z',
  grant: 'M0 -7a7 7 0 1 0 .01 0z',
  discharge: 'M0 -8L8 6H-8z',
  decision: 'M0 -9L9 0L0 9L-9 0z',
  signature: 'M0 -5a5 5 0 1 0 .01 0z',
  export: 'M-7 -4H2V-8L9 0L2 8V4H-7z',
  refusal: 'M-7 -5L-5 -7L0 -2L5 -7L7 -5L2 0L7 5L5 7L0 2L-5 7L-7 5L-2 0z',
};

const SIGNED: Readonly<Record<string, Lane>> = {
  [GRANT_TYPE]: 'grant',
  [DISCHARGE_TYPE]: 'discharge',
  [DECISION_TYPE]: 'decision',
};

function laneOf(event: JournalEntry['event']): Lane | null {
  switch (event.kind) {
    case 'import-finished':
    case 'statement-taken-in':
      return 'import';
    case 'signature':
      return SIGNED[event.predicateType] ?? 'signature';
    case 'export':
      return 'export';
    case 'refusal':
    case 'airgap-override':
      return 'refusal';
    default:
      return null;
  }
}

/** The journal as a picture: imports, grants, discharges, decisions and more along the station's clock. SVG, no script. */
export function timeline(entries: readonly JournalEntry[], words: ReportWords): Html {
  const shown = entries.flatMap((entry) => {
    const lane = laneOf(entry.event);
    return lane === null ? [] : [{ entry, lane }];
  });
  const times = shown.map(({ entry }) => Date.parse(entry.at));
  const first = Math.min(...times);
  const span = Math.max(1, Math.max(...times) - first);
  const marks = shown.map(({ entry, lane }) => {
    const x = LEFT + ((Date.parse(entry.at) - first) / span) * (WIDTH - LEFT - RIGHT);
    return mark(entry, lane, Math.round(x), words);
  });
  const ends =
    shown.length === 0
      ? []
      : [endOf(LEFT, 'start', shown.at(0)?.entry), endOf(WIDTH - RIGHT, 'end', shown.at(-1)?.entry)];
  const attributes = `viewBox="0 0 ${WIDTH} ${AXIS + 40}" role="img" aria-label="${words.report.timeline.label}"`;
  return element(
    'svg',
    [...LANES.flatMap((lane) => laneWith(lane, words)), line(AXIS, 'axis'), ...marks, ...ends],
    attributes,
  );
}

function laneWith(lane: Lane, { report }: ReportWords): readonly Html[] {
  const y = laneY(lane);
  return [
    line(y, 'lane'),
    shape(lane, 9, y),
    element('text', text(report.timeline.lanes[lane]), `x="24" y="${y + 5}"`),
  ];
}

function laneY(lane: Lane): number {
  return TOP + LANES.indexOf(lane) * LANE;
}

function line(y: number, name: 'axis' | 'lane'): Html {
  return { html: `<line x1="${LEFT}" y1="${y}" x2="${WIDTH - RIGHT}" y2="${y}" class="${name}"/>` };
}

function shape(lane: Lane, x: number, y: number, title: Html = { html: '' }): Html {
  return element('path', title, `d="${SHAPES[lane]}" transform="translate(${x} ${y})" class="mark ${lane}"`);
}

function mark({ at, event }: JournalEntry, lane: Lane, x: number, { describeEvent }: ReportWords): Html {
  return shape(lane, x, laneY(lane), element('title', text(`${at} ${describeEvent(event)}`)));
}

function endOf(x: number, anchor: 'start' | 'end', entry: JournalEntry | undefined): Html {
  return element('text', text(entry?.at ?? ''), `x="${x}" y="${AXIS + 24}" text-anchor="${anchor}"`);
}
