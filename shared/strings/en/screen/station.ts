import type { JobPhase } from '../../../contract/views.ts';
import { type Sentence, say } from '../../forms/say.ts';
import { format } from './language.ts';

const phase: Readonly<Record<JobPhase, string>> = {
  waiting: 'Waiting for imports to end',
  walking: 'Beginning',
  'catching-up': 'Passing over what was checked before',
  reading: 'Hashing every content',
  folding: 'Computing tree hashes',
  checking: 'Comparing',
  committing: 'Writing down what was found',
};

export const station = {
  title: 'Station',
  people: 'People',
  identities: {
    words: 'Words of the key',
    wordsLead: 'Read aloud those that are asked for, where somebody is to trust this key on another station.',
    title: 'Identities',
    none: 'No identity has been created on this station yet.',
    unread: 'No identity can be read now, and none can be created: this station is read-only.',
    create: 'Create owner identity…',
    publicKey: 'Public key (OpenSSH)',
    keyid: 'Key id (SHA-256 of the SPKI)',
    enrolled: 'Enrolled (station clock)',
    roles: 'Roles',
    enrol: {
      title: 'Enrol someone',
      lead: 'They type their name and a passphrase of their own in the other window, and an owner approves there.',
      role: 'Role',
      approver: 'Approved by',
      action: 'Enrol…',
      enrolled: (name: string): Sentence => say`Enrolled: ${name}`,
      cancelled: 'Cancelled: nobody was enrolled.',
    },
  },
  data: {
    title: 'What was found about the data of this station',
    lead: 'What was found when the console started is in the journal as well, unless the journal takes no entry.',
  },
  trust: {
    title: 'Trust a key from elsewhere',
    lead: 'A public key of another station, or of a key that its holder keeps: an OpenSSH line or PEM, in a folder.',
    choose: 'Choose folder…',
    none: 'No file in that folder is an Ed25519 public key.',
    key: 'Key',
    name: 'Whose key it is',
    token: 'hardware token',
    action: 'Read its words…',
    trusted: (name: string): Sentence => say`Trusted: ${name}`,
    cancelled: 'Cancelled: no key was added.',
  },
  care: {
    title: 'Key and state',
    changePassphrase: 'Change passphrase…',
    backUp: 'Back up key…',
    restore: 'Restore key…',
    reason: 'Reason for retiring or revoking',
    endRule:
      'Retired: signs no more, what was signed stays good. Revoked: what was signed gives no authority any more; a revocation, a later decision and a used grant still count.',
    retire: 'Retire…',
    revoke: 'Revoke…',
    cancelled: 'Cancelled: nothing was changed.',
    changed: (name: string): Sentence => say`The passphrase of ${name} was changed.`,
    backedUp: {
      medium: (file: string, medium: string): Sentence =>
        say`The key was copied to ${medium} as ${file}, and read back from the medium.`,
      cache: (file: string, medium: string): Sentence =>
        say`The key was copied to ${medium} as ${file}; reading it back may have come from the system’s cache.`,
    },
    restored: (name: string): Sentence => say`The key of ${name} was restored from its backup.`,
    ended: {
      retire: (name: string): Sentence => say`Retired: ${name}`,
      revoke: (name: string): Sentence => say`Revoked: ${name}`,
    },
    state: {
      active: (): Sentence => say`active`,
      retired: (at: string, reason: string): Sentence => say`retired ${at}: ${reason}`,
      revoked: (at: string, reason: string): Sentence => say`revoked ${at}: ${reason}`,
    },
    stateLabel: 'State',
  },
  session: {
    title: 'Who is at the console',
    nobody: 'Nobody is signed in.',
    signedIn: (name: string): Sentence => say`Signed in: ${name}`,
    rules: [
      'Importing needs an operator or an owner to be signed in.',
      'Exporting needs an auditor or an owner to be signed in.',
      'Checking the vault needs anybody to be signed in.',
      'Deciding, granting, discharging, revoking and enrolling ask for the signer’s own passphrase each time.',
      'Reading needs nobody. After ten minutes without a key or the pointer, and when the machine sleeps, it locks.',
    ],
    person: 'Identity',
    action: 'Sign in…',
  },
  console: {
    title: 'This console',
    version: 'Version',
    runtime: 'Runtime',
    build: 'Build digest (SHA-256)',
    stationKey: 'Station key id',
  },
  challenge: {
    title: 'Proof of the running software',
    about:
      'Somebody at another machine gives you a challenge. The answer says what this console is and whether it is sealed, and is signed by the station’s key. They check it with “holdfast verify-station”. It is the console’s own word: software that was exchanged could say the same.',
    label: 'Challenge (8 to 64 letters, digits or hyphens)',
    answer: 'Answer',
    shown: 'The answer, to copy',
    frames: 'The answer, for a camera',
  },
  check: {
    title: 'Vault',
    lead: 'Hashes every byte in the vault again, and computes every bundle’s trees again.',
    start: 'Check the vault',
    stop: 'Stop',
    never: 'It has not been checked since the console was started.',
    stopped: 'The check was stopped before its end: it says nothing.',
    good: 'whole',
    damaged: 'damaged',
    refused: 'Refused from now on, since bytes of theirs are damaged or lost:',
    read: (contents: number, bytes: number): string =>
      `${format.plural(contents, { one: '# content', other: '# contents' })} read, ${format.exactSize(bytes)}.`,
    at: (at: string): string => `Checked ${at} (station clock).`,
    phase,
  },
  log: {
    title: 'Log for support',
    about:
      'When something goes wrong, whoever supports this station needs the log. It holds versions, starts and ends, codes of errors and places in the program’s own code: no text of packets, no passphrases, no names of files or people. Read it before you give it away. It lies in the folder “log” of the data folder.',
    export: 'Export log…',
    exporting: 'Exporting…',
    done: {
      medium: (file: string, medium: string): Sentence =>
        say`The log was copied to ${medium} as ${file}, and read back from the medium.`,
      cache: (file: string, medium: string): Sentence =>
        say`The log was copied to ${medium} as ${file}; reading it back may have come from the system’s cache.`,
    },
  },
  airgap: {
    title: 'Air gap',
    links: 'Links with a carrier',
    none: 'none',
    launcher: 'Launcher',
    sealed: 'sealed: each way out below was tried at the start, and is closed',
    unsealed: 'not sealed: only the application’s own guards keep it off the network',
    probe: {
      'socket-families': 'Sockets of any family but AF_UNIX',
      'io-uring': 'io_uring',
      'own-links': 'Network links of its own',
      'message-bus': 'Message bus (D-Bus)',
      'abstract-sockets': 'Abstract sockets of others',
      'ordinary-account': 'Root',
      'chromium-sandbox': 'Pages outside of Chromium’s sandbox',
    },
    outcome: { closed: 'closed', open: 'OPEN', unknown: 'NOT KNOWN' },
    display: 'Display',
    displays: {
      wayland: 'Wayland',
      x11: 'X11: other programs of this account can read what is typed. Run nothing else beside Holdfast.',
      none: 'none',
    },
    typed: 'Typed to start without the seal',
    letPass: 'Development build, which let pass',
    screenReader: 'Screen reader',
    checked: 'Last checked',
    failure: 'Probe',
  },
  journal: {
    title: 'Journal',
    size: 'Entries',
    root: 'Root hash',
    state: 'State',
    good: 'matches its last checkpoint',
  },
};
