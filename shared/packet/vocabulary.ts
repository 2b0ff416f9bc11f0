import type { Actor, BlockerStatus } from './types.ts';

/** How a status text is understood: `known` is false where the vocabulary has no such status, which counts as open. */
export interface StatusReading {
  readonly status: BlockerStatus;
  readonly known: boolean;
}

export const CLOSED = /^(?:[✅✔☑]\uFE0F? )?(?:closed|resolved|discharged|done)\.?(?: [✅✔☑]\uFE0F?)?$/iu;
/** `closed (clone leg)`: a part is closed, hence the whole is not. */
export const CLOSED_IN_PART = /^(?:closed|resolved|discharged|done) ?\(.*\)$/i;
export const PARTIAL = /^partial(?:ly)?(?: |$)/i;
export const QUALIFIED = / ?\(.*\)$/;

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

export const ACTORS = new RegExp(`^${ACTORS_PATTERN}$`, 'i');
const ONE_ACTOR = new RegExp(ACTOR_PATTERN, 'gi');
export const SEPARATE_AUTHORITY = /\(\+ ?sep(?:\.|arate)? ?auth(?:\.|ority|orisation|orization)?\)$/i;

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

/** What a heading of a table may mean; which of two that mean the same counts is decided by `blockerColumns`. */
type HeadingMeaning = 'id' | 'blocker' | 'status' | 'actor' | 'owner' | 'gate' | 'note';

const MEANINGS = new Map<string, HeadingMeaning>([
  ['id', 'id'],
  ['blocker id', 'id'],
  ['blocker', 'blocker'],
  ['blockers', 'blocker'],
  ['precondition', 'blocker'],
  ['preconditions', 'blocker'],
  ['status', 'status'],
  ['state', 'status'],
  ['actor', 'actor'],
  ['actors', 'actor'],
  ['who', 'actor'],
  ['owner', 'owner'],
  ['owners', 'owner'],
  ['gate', 'gate'],
  ['gates', 'gate'],
  ['condition', 'gate'],
  ['exit criterion', 'gate'],
  ['exit criteria', 'gate'],
  ...['#', 'no', 'no.', 'note', 'notes', 'comment', 'comments', 'remark', 'remarks', 'title', 'description'].map(
    asNote,
  ),
  ...['evidence', 'link', 'links', 'reference', 'references', 'ticket', 'due', 'eta', 'date'].map(asNote),
]);

function asNote(heading: string): [string, HeadingMeaning] {
  return [heading, 'note'];
}

/** What each column of a blocker table holds: one of the four fields, or a note that belongs to its row. */
export type ColumnUse = BlockerColumn | 'note';

/**
 * The columns of a table of blockers, by their headings; `null` where the table is none that is read: a heading that is
 * not known, a field without a column, or two columns for one field.
 *
 * `ID | Blocker | Status | Owner | Notes` is read with the blocker's words as its gate. Beside `ID` and `Gate`, the
 * column `Blocker` is a note; beside `Actor`, so is `Owner`.
 */
export function blockerColumns(headings: readonly string[]): readonly ColumnUse[] | null {
  const meanings = headings.map((heading) => MEANINGS.get(heading.toLowerCase()) ?? null);
  const has = (meaning: HeadingMeaning) => meanings.includes(meaning);
  const uses = meanings.map((meaning): ColumnUse | null => {
    switch (meaning) {
      case 'id':
        return 'blocker';
      case 'blocker':
        return has('id') ? (has('gate') ? 'note' : 'gate') : 'blocker';
      case 'owner':
        return has('actor') ? 'note' : 'actor';
      default:
        return meaning;
    }
  });
  const known = uses.flatMap((use) => (use === null ? [] : [use]));
  const once = (['blocker', 'status', 'actor', 'gate'] as const).every(
    (column) => known.filter((use) => use === column).length === 1,
  );
  return once && known.length === headings.length ? known : null;
}

const FLAT_COLUMNS = new Map<string, BlockerColumn>([
  ['blocker', 'blocker'],
  ['blockers', 'blocker'],
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

/** What a column of a flattened table holds, by its heading in one word; `null` for any other word. */
export function flatColumn(heading: string): BlockerColumn | null {
  return FLAT_COLUMNS.get(heading.toLowerCase()) ?? null;
}

export const LIVE_STATUS =
  /^(?:active|current|final|issued|published|ready|proposed|accepted|approved|in[_ -]force|effective|live)(?:[_ -](?:non|not|no)[_ -]?(?:an[_ -])?authority)?$|^(?:non|not|no)[_ -]?(?:an[_ -])?authority$/i;

/** Whether a document's status is one under which its options may be chosen. Any other, known or not, locks them. */
export function isLiveStatus(docStatus: string): boolean {
  return LIVE_STATUS.test(docStatus.trim());
}
