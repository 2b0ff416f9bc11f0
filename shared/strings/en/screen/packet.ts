import type { TreeMatch } from '../../../evidence/types.ts';
import type { PacketOption } from '../../../packet/types.ts';
import { assertNever } from '../../../result.ts';
import { type Sentence, say } from '../../forms/say.ts';
import { format } from './language.ts';
import { terms } from './terms.ts';

/** What the console found for one evidence reference, as one sentence. */
function match(found: TreeMatch): string {
  switch (found.kind) {
    case 'matched':
      return `Computed from the bytes with ${found.algorithm}, ${terms.spelling[found.spelling ?? 'asRoot']}${terms.otherBits(found.executable)}.`;
    case 'unmatched':
      return 'No algorithm gives this hash for any bundle it was compared with.';
    case 'not-supplied':
      return 'No evidence bundle has been imported that it could be compared with.';
    default:
      return assertNever(found, 'tree match');
  }
}

/** `open` is how many blockers are to be acknowledged as things stand. */
function needs(option: PacketOption, open: number): string {
  const blockers = {
    none: 'Needs nothing.',
    acknowledged: format.plural(open, {
      one: 'Needs an acknowledgement of # open blocker.',
      other: 'Needs an acknowledgement of each of # open blockers.',
    }),
    closed: 'Needs every blocker closed.',
  }[option.needs.blockers];
  return option.needs.grants === 'all' ? `${blockers} Needs every grant.` : blockers;
}

export const packet = {
  list: {
    title: 'Packets',
    search: 'Search packets',
    searchHint: 'Id, title, status or file name ( / )',
    none: 'No packet has been imported yet.',
    beforeDamage:
      'Only packets that the undamaged beginning of the journal names are listed. The bytes of the others are still in the vault.',
    noMatch: (query: string): Sentence => say`No packet matches ${query}`,
    count: (shown: number, all: number): string =>
      shown === all
        ? format.plural(all, { one: '# packet', other: '# packets' })
        : `${format.integer(shown)} of ${format.plural(all, { one: '# packet', other: '# packets' })}`,
    columns: { packet: 'Packet', date: 'Date', blockers: 'Blockers open', decision: 'Decision', imported: 'Imported' },
    revision: (revision: string): Sentence => say`revision ${revision}`,
    open: (open: number, all: number): string => `${format.integer(open)} of ${format.integer(all)}`,
    undecided: 'none yet',
    findings: (count: number): string => format.plural(count, { one: '# finding', other: '# findings' }),
    errors: (count: number): string => format.plural(count, { one: '# error', other: '# errors' }),
  },

  back: 'All packets',
  parts: {
    label: 'Parts of the packet',
    overview: 'Overview',
    document: 'Document',
    options: 'Options',
    blockers: 'Blockers',
    authority: 'Authority',
    evidence: 'Evidence',
    findings: 'Findings',
  },

  fields: {
    id: 'Packet id',
    revision: 'Revision',
    date: 'Date',
    sha256: 'SHA-256 of the bytes',
    size: 'Size',
    form: 'Read as',
    label: 'File name on the medium',
    imported: 'Imported (station clock)',
    default: 'Default option',
  },
  noDefault: 'none that is safe',
  notAuthority: (docStatus: string): Sentence => say`This document is not an authority: ${docStatus}`,
  notAuthorityNote: 'It selects nothing. The decision’s authority is the owner’s signature alone.',
  noDocStatus:
    'The document states no status. It selects nothing: the decision’s authority is the owner’s signature alone.',

  glance: {
    title: 'At a glance',
    options: (available: number, all: number): string =>
      `${format.integer(available)} of ${format.plural(all, { one: '# option', other: '# options' })} available`,
    blockers: (open: number, all: number): string =>
      `${format.integer(open)} of ${format.plural(all, { one: '# blocker', other: '# blockers' })} open`,
    noBlockers: 'No blockers',
    evidence: (matched: number, all: number): string =>
      `${format.integer(matched)} of ${format.plural(all, { one: '# evidence reference', other: '# evidence references' })} matched`,
    noEvidence: 'No evidence references',
    findings: (errors: number, all: number): string =>
      all === 0
        ? 'No findings'
        : `${format.plural(all, { one: '# finding', other: '# findings' })}, ${format.plural(errors, { one: '# error', other: '# errors' })}`,
    option: 'Option',
    state: 'State',
  },

  option: {
    available: 'available',
    locked: 'locked',
    default: 'default',
    mutates: 'May change production.',
    safe: 'Changes nothing.',
    needs,
    locks: {
      title: (count: number): string =>
        format.plural(count, { one: 'Locked for # reason', other: 'Locked for # reasons' }),
      blockers: 'Blockers',
      grants: 'Grants',
      evidence: 'Evidence',
      checks: 'Checks',
      packet: 'The packet',
    },
    cautions: 'Know before you choose it',
    reasons: (count: number): string => format.plural(count, { one: '# reason', other: '# reasons' }),
    rank: (rank: number): string => `${rank}.`,
  },

  blocker: {
    none: 'This packet names no blockers.',
    columns: { id: 'Blocker', status: 'Status, and as written', actors: 'Actors', gate: 'Gate' },
    filter: 'Only those that are open',
    separateAuthority: '+ separate authority',
    legs: 'Legs',
    leg: { open: 'open', closed: 'closed' },
    noActor: 'none named',
    summary: (open: number, all: number): string =>
      `${format.integer(open)} of ${format.plural(all, { one: '# blocker is', other: '# blockers are' })} open. Only “closed”, “resolved”, “discharged” and “done”, unqualified, count as closed.`,
  },

  evidence: {
    none: 'This packet refers to no evidence.',
    reference: 'Tree hash as the packet writes it',
    states: { matched: 'matched', unmatched: 'not matched', 'not-supplied': 'not supplied' },
    match,
    vouches: 'Nothing in the bundle vouches for all of it. The tree hash that this packet names does.',
    comparedWith: 'Compared with',
    openBundle: 'Open bundle and file list',
    importIt: 'Import evidence',
  },

  findings: {
    none: 'Reading this packet gave no finding.',
    lead: 'An error leaves only the default option selectable.',
  },
  coverage: {
    view: 'How to show the document',
    asText: 'Document',
    asCoverage: 'What was read',
    toAcknowledge: (count: number): string => `${format.integer(count)} to acknowledge`,
    /** @param rows that were read, and say that a blocker is closed or what an option changes */
    summary: (unread: number, rows: number, alone: number): string => {
      if (unread + rows === 0) return 'Every line was read into a field.';
      const passages = [
        unread === 0
          ? ''
          : `${format.plural(unread, { one: '# passage was', other: '# passages were' })} not read into a field.`,
        rows === 0
          ? ''
          : `${format.plural(rows, { one: '# line says', other: '# lines say' })} that a blocker is closed, or what an option changes.`,
      ].filter((part) => part !== '');
      const how =
        alone === unread + rows ? 'each of them' : `${format.integer(alone)} of them one by one, the others together`;
      return `${passages.join(' ')} Whoever chooses an option that changes things acknowledges ${how}.`;
    },
    use: {
      metadata: 'Packet field',
      title: 'Title',
      heading: 'Heading',
      default: 'Default',
      option: 'Option',
      blocker: 'Blocker',
      grant: 'Grant',
      evidence: 'Evidence',
      acknowledge: 'To acknowledge',
      prose: 'Not read',
    },
  },
  toAcknowledge: (count: number): string =>
    count === 0
      ? 'Every line of the document was read into a field.'
      : format.plural(count, {
          one: '# passage of the document is to be read and acknowledged.',
          other: '# passages of the document are to be read and acknowledged.',
        }),
  seeCoverage: 'Show what was read',
  tooLargeToLayOut: 'This document is too large to lay out. All of its text follows, without lists and tables.',
  /** `columns`: their headings, where they have any. A long table is shown in parts. */
  documentTable: (columns: readonly string[], part: number, parts: number): string => {
    const name = columns.length === 0 ? 'Table of the document' : `Table of ${columns.join(', ')}`;
    return parts === 1 ? name : `${name}, part ${format.integer(part)} of ${format.integer(parts)}`;
  },
  emptyDocument: 'The packet has no text to show.',
};
