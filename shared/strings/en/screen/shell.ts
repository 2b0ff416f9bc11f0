import type { AirgapView, LinksSeen, PageEndView } from '../../../contract/views.ts';
import type { Warned, Warnings } from '../../../text/visible.ts';
import { type Sentence, say } from '../../forms/say.ts';
import { format } from './language.ts';

const PAGE_END: Readonly<Record<PageEndView['how'], string>> = {
  crashed: 'crashed',
  killed: 'was killed',
  'out-of-memory': 'ran out of memory',
  exited: 'ended by itself',
  'not-started': 'could not be started',
  silent: 'did not answer for half a minute and was ended',
};

/** The frame of the review window: header, navigation, keyboard, what went wrong as a whole. */
export const shell = {
  product: 'Holdfast',
  productNote: 'Review console',
  sections: {
    packets: 'Decisions',
    inbox: 'Intake',
    evidence: 'Evidence',
    journal: 'Record',
    people: 'People',
    station: 'Station',
  },
  badges: {
    packets: (count: number): string => format.plural(count, { one: '# undecided', other: '# undecided' }),
    inbox: (count: number): string => format.plural(count, { one: '# needs a look', other: '# need a look' }),
    evidence: (count: number): string =>
      format.plural(count, {
        one: '# with something wrong, not opened yet',
        other: '# with something wrong, not opened yet',
      }),
    journal: (): string => 'takes no more entries',
    people: (): string => 'no owner yet',
    station: (count: number): string =>
      format.plural(count, { one: '# thing to look at', other: '# things to look at' }),
  },
  inHand: 'The packet that was opened last',
  navigation: 'Sections',
  main: 'Content',
  loading: 'Loading …',
  retry: 'Try again',
  importsNext: 'An operator or the owner is next: choose the folder on the medium that holds it.',
  goImport: 'Go to Intake',
  copy: 'Copy',
  copied: 'Copied',
  copyByHand: 'Selected: press Ctrl+C',
  copyOf: (what: string): string => `Copy ${what}`,
  close: 'Close',
  otherWindow: 'The other window is open: finish or cancel there.',
  /** Of what was asked for. */
  unknownOutcome: 'It is not known yet whether this was done.',
  unread: 'not read yet',
  /** Why a character is in a chip, or a word is marked. */
  warned: {
    bidi: 'This character turns the direction of the text around it.',
    invisible: 'This character cannot be seen.',
    control: 'A terminal may act on this character instead of showing it.',
    confusable: 'This word has letters of another script that look like Latin ones.',
    decomposed: 'This word is written in another normal form. Another word that looks the same may have other bytes.',
  } satisfies Readonly<Record<Warned, string>>,
  /** How many there are in what is shown; empty where there are none. */
  warnings: (of: Warnings): string => {
    const counts = [
      of.bidi === 0 ? [] : [format.plural(of.bidi, { one: '# direction character', other: '# direction characters' })],
      of.invisible === 0
        ? []
        : [format.plural(of.invisible, { one: '# invisible character', other: '# invisible characters' })],
      of.control === 0
        ? []
        : [format.plural(of.control, { one: '# control character', other: '# control characters' })],
      of.confusable === 0
        ? []
        : [
            format.plural(of.confusable, {
              one: '# word with look-alike letters',
              other: '# words with look-alike letters',
            }),
          ],
      of.decomposed === 0
        ? []
        : [
            format.plural(of.decomposed, {
              one: '# word in another normal form',
              other: '# words in another normal form',
            }),
          ],
    ].flat();
    return counts.length === 0
      ? ''
      : `This text may not be what it looks like: ${counts.join(', ')}. They are marked; a copy has them as \\u{…}.`;
  },

  pager: {
    first: 'First',
    previous: 'Previous',
    next: 'Next',
    last: 'Last',
    range: (from: number, to: number, total: number): string =>
      `${format.integer(from)} to ${format.integer(to)} of ${format.integer(total)}`,
  },

  silence: {
    slow: 'The medium answers slowly.',
    wayOut: 'Wait, or cancel and take the medium out.',
    leave: 'Cancel writing',
  },

  airgap: {
    label: 'Link probe',
    none: 'No link',
    someUp: 'LINK UP',
    unknown: 'LINKS UNKNOWN',
    up: (names: readonly string[]): string => `LINK UP: ${names.join(', ')}.`,
    takeDown: 'Take it down before you sign.',
    probeFailed: 'LINKS UNKNOWN.',
    probeFailedNote: 'The probe could not read the links, which counts as a link that is up.',
    show: 'Show the links',
    checked: (at: string): string => `Checked ${at}`,
    unsealed: 'Not sealed',
    outside: ': running outside the launcher',
    unsealedNote:
      'The application was started without its seal, so only its own guards keep it off the network. Every decision says so.',
    sealed: 'Sealed',
    sealedNote:
      'A network namespace without a link, and a filter of system calls that refuses every socket but AF_UNIX. At the start each way out was tried from inside, and each was closed. The station page lists them.',
    accessible: 'Screen reader let in',
    accessibleNote:
      'By choice, at the start, through a filtered accessibility bus. Programs of yours can read these windows through it and press their buttons. Every decision says so.',
    development: 'Development build',
    letPass: (switches: readonly string[]): string =>
      switches.length === 0
        ? 'This is not a release: it is for development and tests. Every decision says so.'
        : `This build lets pass what a release refuses: ${switches.join(' ')}. Every decision says so.`,
    isCalm: (airgap: AirgapView): boolean => airgap.linksUp.length === 0 && airgap.probeFailure === undefined,
  },

  panel: {
    title: 'Air gap',
    links: 'Network links',
    seen: ({ linksUp, linksDown, probeFailure }: LinksSeen): string => {
      if (probeFailure !== undefined) return `Not known: ${probeFailure}`;
      const each = [
        ...linksUp.map(({ name }) => `${name}: CONNECTED`),
        ...linksDown.map((name) => `${name}: not connected`),
      ];
      return each.length === 0 ? 'This machine has none.' : each.join('; ');
    },
    since: 'Watched since',
    change: 'Last change',
    unchanged: 'None since then.',
    changed: (at: string, before: string): string => `${at}. Before it: ${before}`,
    checked: 'Last probe',
    seal: 'Sealed by',
    build: 'Build',
    clock: 'Clock',
    clockNote: 'The station’s own. Nobody vouches for it.',
    journal: 'Journal',
    entries: (size: number): string => format.plural(size, { one: '# entry', other: '# entries' }),
    head: 'Its head',
    toStation: 'All that was tried at the start',
  },

  stationState: {
    ready: 'Ready',
    noOwner: 'No owner identity yet',
    readOnly: 'Read-only',
    jobs: (running: number): string => format.plural(running, { one: '# import running', other: '# imports running' }),
  },

  work: {
    checking: 'Checking the vault',
    checkedGood: 'The vault was checked. No damage was found.',
    checkedDamaged:
      'The vault was checked, and damage was found. Open the check to see what is damaged, and import it again from its medium.',
    showCheck: 'Show the check',
  },

  toasts: {
    label: 'Results',
    dismiss: 'Dismiss',
    folderWorkEnded:
      'The work with a folder that you began on another screen has ended without a refusal. The record says what was written.',
  },

  session: {
    label: 'Signed in',
    nobody: 'Nobody is signed in',
    signedIn: (name: string, roles: readonly string[]): Sentence => say`${name} (${roles.join(', ')})`,
    lock: 'Lock',
    locksIn: (seconds: number): string =>
      seconds > 60
        ? `locks in ${format.integer(Math.ceil(seconds / 60))} min`
        : `locks in ${format.integer(seconds)} s`,
    toSignIn: 'Sign in…',
    needs: (what: string, roles: readonly string[]): string => `${what}: sign in as ${roles.join(' or ')} first.`,
    toImport: 'To import',
    toExport: 'To export',
  },

  journalReadOnly: {
    title: 'This station is read-only.',
    wayOut: 'What is listed can still be read and exported.',
    show: 'Show the station',
  },

  keyboard: {
    title: 'Keyboard',
    open: 'Keyboard shortcuts',
    rows: [
      ['Ctrl+1 to Ctrl+6', 'Decisions, Intake, Evidence, Record, People, Station'],
      ['Ctrl+K', 'Go to a place, find a name or a hash, begin a task'],
      ['/', 'Search the list'],
      ['↑ ↓ Home End', 'Move in a list'],
      ['Left, Right', 'Move between the parts of a packet'],
      ['Enter', 'Open what is selected'],
      ['Esc', 'Close a dialog, clear the search'],
      ['F1', 'Help'],
      ['?', 'This list'],
    ] satisfies readonly (readonly [string, string])[],
  },

  practice: {
    label: 'Practice',
    title: 'PRACTICE.',
    body: 'Nothing that you sign here counts, and all of it is deleted when you leave.',
    steps: 'What to do',
    leave: 'Leave practice',
  },

  pageEnded: {
    title: 'This page ended, and was loaded again',
    body: (how: PageEndView['how'], at: string): string =>
      `It ${PAGE_END[how]} at ${at}. The journal says what was done before. Drafts that were kept are still here; what else was half typed is lost.`,
    dismiss: 'Dismiss',
  },

  crash: {
    title: 'This window met an error that it has no answer to',
    body: 'Whether your last action completed is not known here. The journal says whether it did. Reload the window, and look in the journal before you do it again. If the error comes back, note the line below.',
    reload: 'Reload the window',
  },

  workspace: {
    newer: {
      title: 'The workspace was made by a newer Holdfast',
      body: (found: number, known: number): string =>
        `Its version is ${found}; this application knows versions up to ${known}. It was left untouched. Start the newer Holdfast. The vault is not affected.`,
    },
    unusable: {
      title: 'The workspace cannot be opened',
      body: 'The index, drafts and read marks are kept in it; the vault is not affected. It can be deleted and rebuilt from the vault: only drafts and read marks are lost.',
      rebuild: 'Delete and rebuild the workspace',
    },
  },
};
