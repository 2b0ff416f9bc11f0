import type { DecisionView } from '../../../contract/views.ts';
import type { TreeMatch } from '../../../evidence/types.ts';
import { assertNever } from '../../../result.ts';
import { utc } from '../../forms/format.ts';
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
    case 'not-computed':
      return 'It may be one of git’s tree ids. They are not computed yet for every bundle, so nobody knows whether one matches.';
    case 'not-supplied':
      return 'No evidence bundle has been imported that it could be compared with.';
    default:
      return assertNever(found, 'tree match');
  }
}

/** A tree hash as it is told in a sentence: its beginning and its end. */
function shortened(hash: string): string {
  return hash.length <= 20 ? hash : `${hash.slice(0, 8)}…${hash.slice(-5)}`;
}

export const packet = {
  list: {
    title: 'Decisions',
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
    twin: {
      'same-form':
        'Same id and revision, different bytes. A decision counts for one of them alone: ask the author which one is meant.',
      'other-form': 'Also here in another form, which has other bytes: a decision counts for one of them alone.',
    },
    sha256: 'SHA-256 of this packet',
    noBlockers: 'No blockers',
    findings: (count: number): string => format.plural(count, { one: '# finding', other: '# findings' }),
    errors: (count: number): string => format.plural(count, { one: '# error', other: '# errors' }),
  },

  back: 'Decisions',
  parts: {
    label: 'Parts of the packet',
    glance: 'Glance',
    document: 'Document',
    blockers: 'Blockers',
    evidence: 'Evidence',
    notes: 'Notes',
    counts: {
      unread: (passages: number): string =>
        format.plural(passages, { one: '# unread passage', other: '# unread passages' }),
      errors: (errors: number): string => format.plural(errors, { one: '# error', other: '# errors' }),
      open: (open: number): string => `${format.integer(open)} open`,
      waiting: (waiting: number): string => `${format.integer(waiting)} waiting`,
      missing: (missing: number): string => `${format.integer(missing)} missing`,
      wrong: (wrong: number): string => `${format.integer(wrong)} wrong`,
    },
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
    undecided: (decisions: number): string =>
      decisions === 0 ? 'Undecided. Nothing is signed.' : 'Undecided. What was signed is no longer in force.',
    decided: ({ option, signedAt, exportedAt }: Pick<DecisionView, 'option' | 'signedAt' | 'exportedAt'>): Sentence => [
      ...say`${option}, signed ${utc(signedAt)}`,
      exportedAt === null ? ', not exported yet' : `, exported ${utc(exportedAt)}`,
    ],
    authorised: ({ option, expires }: Pick<DecisionView, 'option' | 'expires'>): Sentence =>
      expires === null
        ? say`${option} authorised until it is revoked or replaced`
        : say`${option} authorised until ${utc(expires)}`,
    silence: (options: number): string =>
      `Signing nothing leaves production held. The packet offers ${format.plural(options, { one: '# option', other: '# options' })} and selects none.`,
    noSafeDefault: 'Signing nothing leaves production held. Ask the author for a revision that names its default.',
    options: 'Options',
    stillTakes: (rank: number): string => `What option ${format.integer(rank)} still takes`,
    stillTakeAll: 'What the options that change things still take',
    blockersClosed: (done: number, all: number): string => `Blockers ${format.integer(done)} of ${format.integer(all)}`,
    grantsInForce: (done: number, all: number): string => `Grants ${format.integer(done)} of ${format.integer(all)}`,
    seeAll: 'See all',
    recommends: 'The packet recommends:',
    readAll: 'Read it in the document',
    details: 'Details',
    allFields: 'Id, revision, digest and how it was read',
  },

  wrong: {
    title: 'What is wrong',
    nothing: 'Nothing was found.',
    more: (count: number): string => `and ${format.plural(count, { one: '# more', other: '# more' })}`,
    unmatched: (treeHash: string): Sentence => say`No imported bundle is the evidence ${shortened(treeHash)}`,
    failed: (label: string, failed: number, errors: number): Sentence =>
      failed > 0
        ? [format.plural(failed, { one: '# check failed', other: '# checks failed' }), ...say` in ${label}`]
        : [format.plural(errors, { one: '# finding refuses', other: '# findings refuse' }), ...say` ${label}`],
    findings: (errors: number): string =>
      format.plural(errors, {
        one: '# error in the packet: only the default can be chosen.',
        other: '# errors in the packet: only the default can be chosen.',
      }),
    notSupplied: (treeHash: string): Sentence => say`The evidence ${shortened(treeHash)} is not here.`,
    notComputed: (treeHash: string): Sentence =>
      say`Whether a bundle has the tree hash ${shortened(treeHash)} is not computed yet.`,
    unknown: (label: string, unknown: number): Sentence => [
      format.plural(unknown, { one: '# check is unknown', other: '# checks are unknown' }),
      ...say` in ${label}`,
    ],
    unread: (passages: number): string =>
      format.plural(passages, {
        one: '# passage was not read into a field.',
        other: '# passages were not read into fields.',
      }),
    compare: 'Compare',
    see: 'See',
    import: 'Import',
    read: 'Read them',
  },

  time: {
    title: 'What happened, and when',
    now: 'now',
    noExpiry: 'nothing expires',
    from: (first: string, last: string): string => `${first} to ${last}`,
    what: {
      dated: (): string => 'packet dated',
      imported: (): string => 'imported',
      receipt: (count: number): string => format.plural(count, { one: '# receipt', other: '# receipts' }),
      grant: (count: number): string => format.plural(count, { one: '# grant', other: '# grants' }),
      discharge: (count: number): string => format.plural(count, { one: '# discharge', other: '# discharges' }),
      decision: (count: number): string => format.plural(count, { one: '# decision', other: '# decisions' }),
      expiry: (count: number): string => format.plural(count, { one: 'expires', other: '# expire' }),
    },
  },

  since: {
    title: 'Since you last looked',
    firstTime: 'First time. Nothing to compare with.',
    on: (time: string): string => `Last looked ${time}:`,
    nothing: 'nothing was signed since.',
  },

  option: {
    available: 'can be signed',
    locked: 'locked',
    default: 'default',
    mutates: 'May change production',
    safe: 'Changes nothing',
    saidBy: {
      text: 'by the words underlined',
      field: 'by a field of packet.json alone',
    },
    takes: {
      acknowledge: (count: number): string =>
        format.plural(count, { one: '# blocker to acknowledge', other: '# blockers to acknowledge' }),
      blockers: (count: number): string => format.plural(count, { one: '# blocker', other: '# blockers' }),
      grants: (count: number): string => format.plural(count, { one: '# grant', other: '# grants' }),
      evidence: (count: number): string => `evidence of ${format.integer(count)}`,
      checks: (count: number): string => format.plural(count, { one: '# check', other: '# checks' }),
      packet: (count: number): string =>
        format.plural(count, { one: '# error of the packet', other: '# errors of the packet' }),
    },
    why: 'Why',
    whyLocked: (option: string): string => `Why ${option} is locked, in place`,
    whatToKnow: (option: string): string => `Know before you choose it: ${option}`,
    locks: {
      title: (count: number): string =>
        format.plural(count, { one: 'Locked for # reason', other: 'Locked for # reasons' }),
      blockers: 'Blockers',
      grants: 'Grants',
      evidence: 'Evidence',
      checks: 'Checks',
      packet: 'The packet',
    },
    mend: {
      blocker: 'Go to the blocker',
      grant: 'Go to the grant',
      import: 'Import evidence',
      evidence: 'Go to the evidence',
      document: 'Go to the line',
    },
    cautions: 'Know before you choose it',
  },

  blocker: {
    none: 'This packet names no blockers.',
    columns: { id: 'Blocker', status: 'Now, and as the packet says', actors: 'Signs', gate: 'Gate' },
    lanes: { open: 'Open', waiting: 'Waiting for a signature', closed: 'Closed' },
    empty: 'none',
    fields: { signs: 'Signs', legs: 'Legs', evidence: 'Evidence' },
    signed: 'signed',
    notSigned: 'not signed',
    noEvidence: 'none yet',
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
    states: {
      matched: 'matched',
      unmatched: 'not matched',
      'not-computed': 'not computed yet',
      'not-supplied': 'not supplied',
    },
    match,
    vouches: 'Nothing in the bundle vouches for all of it. The tree hash that this packet names does.',
    comparedWith: 'Compared with',
    toCompute: 'Not computed yet for',
    openBundle: 'Open bundle and file list',
    importIt: 'Import evidence',
  },

  findings: {
    none: 'Reading this packet gave no finding.',
    lead: 'An error leaves only the default option selectable.',
  },
  /** Names in the document's text that lead to how they stand now. */
  live: { option: 'Option', blocker: 'Blocker', grant: 'Grant', evidence: 'Evidence' },
  outline: {
    title: 'Outline',
    toRead: (passages: number): string => format.plural(passages, { one: '# to read', other: '# to read' }),
  },
  find: {
    label: 'Find in the document',
    hint: 'Words ( / )',
    at: (at: number, of: number): string => `${format.integer(at)} of ${format.integer(of)}`,
    previous: 'Previous',
    next: 'Next',
  },
  revisionText: {
    title: 'The text, by words',
    fieldsAlone: 'One of the two revisions has fields alone and no text, so only the fields are compared.',
    tooDifferent: 'The texts differ in too many lines to list them.',
    same: 'The texts are the same, line by line.',
    gap: (lines: number): string => format.plural(lines, { one: '# line is the same', other: '# lines are the same' }),
    kinds: { same: 'same', removed: 'removed', added: 'added' },
  },

  coverage: {
    view: 'How to show the document',
    asText: 'Document',
    asCoverage: 'What was read',
    asChanges: 'What changed',
    covered: {
      read: 'read into a field',
      unread: 'not read into a field',
      alone: 'to acknowledge by itself',
      wrong: 'has an error',
    },
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
  tooLargeToLayOut: 'This document is too large to lay out. All of its text follows, without lists and tables.',
  /** `columns`: their headings, where they have any. A long table is shown in parts. */
  documentTable: (columns: readonly string[], part: number, parts: number): string => {
    const name = columns.length === 0 ? 'Table of the document' : `Table of ${columns.join(', ')}`;
    return parts === 1 ? name : `${name}, part ${format.integer(part)} of ${format.integer(parts)}`;
  },
  emptyDocument: 'The packet has no text to show.',
};
