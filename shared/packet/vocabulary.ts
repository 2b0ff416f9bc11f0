import type { Actor, BlockerStatus } from './types.ts';

/** How a status text is understood: `known` is false where the vocabulary has no such status, which counts as open. */
export interface StatusReading {
  readonly status: BlockerStatus;
  readonly known: boolean;
}

const CLOSED = /^(?:closed|resolved|discharged|done)$/i;
/** `closed (clone leg)`: a part is closed, hence the whole is not. */
const CLOSED_IN_PART = /^(?:closed|resolved|discharged|done) ?\(.*\)$/i;
const PARTIAL = /^partial(?:ly)?(?: |$)/i;
const QUALIFIED = / ?\(.*\)$/;

/** Only an unqualified closing word closes; whatever is not in the vocabulary is open. */
export function readStatus(statusText: string): StatusReading {
  if (CLOSED.test(statusText)) return { status: 'closed', known: true };
  if (CLOSED_IN_PART.test(statusText) || PARTIAL.test(statusText)) return { status: 'partial', known: true };
  switch (statusText.replace(QUALIFIED, '').toLowerCase()) {
    case 'open':
      return { status: 'open', known: true };
    case 'classified':
      return { status: 'classified', known: true };
    case 'narrowed':
      return { status: 'narrowed', known: true };
    default:
      return { status: 'open', known: false };
  }
}

/** The known statuses as a regular expression, for rows whose cells are parted by nothing but spaces. */
export const STATUS_PATTERN =
  '(?:partial(?:ly)?(?: [a-z]+)?|closed|resolved|discharged|done|open|classified|narrowed)(?: \\([^()]*\\))?';

export const ACTOR_PATTERN = '(?:owner|operator|auditor)';
export const ACTORS_PATTERN = `${ACTOR_PATTERN}(?: ?(?:\\+|,|&|/|and) ?${ACTOR_PATTERN})*(?: \\(\\+ ?sep[^()]*\\))?`;

export interface ActorsReading {
  readonly actors: readonly Actor[];
  readonly separateAuthority: boolean;
}

const ACTORS = new RegExp(`^${ACTORS_PATTERN}$`, 'i');
const ONE_ACTOR = new RegExp(ACTOR_PATTERN, 'gi');
const SEPARATE_AUTHORITY = /\(\+ ?sep(?:\.|arate)? ?auth(?:\.|ority|orisation|orization)?\)$/i;

/** `owner`, `owner + operator`, `operator (+sep. auth)`; `null` for anything else. However parted, all must act. */
export function readActors(actorText: string): ActorsReading | null {
  if (!ACTORS.test(actorText)) return null;
  const separateAuthority = SEPARATE_AUTHORITY.test(actorText);
  if (actorText.includes('(') && !separateAuthority) return null;
  const named = (actorText.replace(SEPARATE_AUTHORITY, '').match(ONE_ACTOR) ?? []).flatMap(toActor);
  return new Set(named).size === named.length ? { actors: named, separateAuthority } : null;
}

function toActor(word: string): Actor[] {
  const name = word.toLowerCase();
  return name === 'owner' || name === 'operator' || name === 'auditor' ? [name] : [];
}

/** An identifier of a blocker in a cell of its own: one token, ASCII, so that nothing in it is invisible. */
export const BLOCKER_ID = /^[A-Za-z0-9][A-Za-z0-9._:/-]*$/;
/** An identifier that is recognised in running text: capitals and digits in at least two parts. */
export const SHOUTED_ID = '[A-Z][A-Z0-9]*(?:[-_.][A-Z0-9]+)+';

export type BlockerColumn = 'blocker' | 'status' | 'actor' | 'gate';

const COLUMNS = new Map<string, BlockerColumn>([
  ['blocker', 'blocker'],
  ['blockers', 'blocker'],
  ['blocker id', 'blocker'],
  ['precondition', 'blocker'],
  ['id', 'blocker'],
  ['status', 'status'],
  ['state', 'status'],
  ['actor', 'actor'],
  ['actors', 'actor'],
  ['who', 'actor'],
  ['gate', 'gate'],
  ['gates', 'gate'],
  ['condition', 'gate'],
]);

/** What a column of a blocker table holds, by its heading; `null` for a column that means nothing to the console. */
export function blockerColumn(heading: string): BlockerColumn | null {
  return COLUMNS.get(heading.toLowerCase()) ?? null;
}
