import type { Role } from '../../../contract/views.ts';
import type { PredicateType } from '../../../statement/statement.ts';
import { type Sentence, say } from '../../forms/say.ts';
import { band } from './band.ts';
import { format } from './language.ts';

type Words = Readonly<Record<Role, string>>;

/** What has to be typed before a statement of each type is signed. */
const typing: Readonly<Record<PredicateType, { readonly ask: (what: string) => Sentence; readonly label: string }>> = {
  'urn:holdfast:decision:v1': {
    ask: (option) => say`Not the default. To choose it, type ${option} exactly`,
    label: 'Option, typed exactly',
  },
  'urn:holdfast:grant:v1': {
    ask: (action) => say`To grant this action once, type ${action} exactly`,
    label: 'Action, typed exactly',
  },
  'urn:holdfast:discharge:v1': {
    ask: (blocker) => say`To sign that this blocker is closed, type ${blocker} exactly`,
    label: 'Blocker, typed exactly',
  },
  'urn:holdfast:revocation:v1': {
    ask: (what) => say`To take it back, type ${what} exactly`,
    label: 'What is revoked, typed exactly',
  },
  'urn:holdfast:receipt:v1': {
    ask: (what) => say`To sign this receipt, type ${what} exactly`,
    label: 'Receipt, typed exactly',
  },
};

export const sign = {
  loading: 'Preparing …',
  cancel: 'Cancel',
  passphrase: 'Passphrase',
  working: 'Working …',
  wait: {
    left: (seconds: number): string => `The next try is possible in ${format.duration(seconds)}.`,
    over: 'You can try again now.',
  },

  create: {
    title: {
      owner: 'Create the owner identity',
      operator: 'Create an operator identity',
      auditor: 'Create an auditor identity',
    } satisfies Words,
    lead: {
      owner:
        'An Ed25519 key is made on this machine. Whoever holds it and its passphrase can sign decisions in your name.',
      operator:
        'An Ed25519 key is made on this machine. Whoever holds it and its passphrase can import in your name and co-sign discharges.',
      auditor:
        'An Ed25519 key is made on this machine. Whoever holds it and its passphrase can export from this station in your name.',
    } satisfies Words,
    kept: 'The private key stays in this station’s keyring (its keyring folder, not the vault), encrypted under the passphrase as an age file: age -d recovers it without Holdfast. Nobody can recover it without the passphrase; there is no reset.',
    name: 'Your name, as decisions show it',
    repeat: 'Passphrase again',
    rule: (least: number): string =>
      `At least ${format.integer(least)} characters. Length counts more than odd characters: five or more words drawn at random are good.`,
    suggest: 'Suggest a passphrase',
    suggestOther: 'Suggest another one',
    suggested:
      'Seven words drawn at random. Write them down where only you can read them, then type them in both fields.',
    show: 'Show what is typed',
    tooShort: (missing: number): string =>
      format.plural(missing, { one: '# character more is needed.', other: '# characters more are needed.' }),
    differ: 'The two passphrases differ.',
    same: 'The two passphrases are the same.',
    longEnough: 'Long enough.',
    create: 'Create identity',
    approval: {
      title: 'Approval by an owner',
      lead: (owner: string): Sentence =>
        say`${owner} approves: the enrolment is signed with that owner’s key. Let the owner type this passphrase.`,
      passphrase: 'The owner’s passphrase',
    },
  },

  confirm: {
    by: (name: string): Sentence => say`This asks for the passphrase of ${name}.`,
    typed: 'Type the name to confirm',
    reason: (reason: string): Sentence => say`Reason: ${reason}`,
    'restore-key': {
      title: 'Restore the key from its backup',
      lead: (file: string): Sentence =>
        say`The backup ${file} takes the place of the key file on this station, once its passphrase has opened it and it holds this identity’s key.`,
      action: 'Restore key',
    },
    'trust-key': {
      title: 'Trust a key from elsewhere',
      lead: (name: string, role: string): Sentence =>
        say`From now on this station takes this key for that of ${name}, as ${role}.`,
      words: (count: number): string =>
        `A key has ${format.integer(count)} words, which are not shown here. Have its holder read the three below aloud from their own screen, by a way that you know them by. They find them under People, or with: holdfast words KEY.pub`,
      word: (position: number): string => `Word ${format.integer(position)}`,
      action: 'Trust this key',
    },
    retire: {
      title: 'Retire an identity',
      lead: (name: string): Sentence =>
        say`${name} signs nothing more on this station. What was signed stays good. This is not undone.`,
      action: 'Retire',
    },
    revoke: {
      title: 'Revoke an identity',
      lead: (name: string): Sentence =>
        say`Nothing that ${name} ever signed gives authority any more on this station. A revocation, a later decision and a used grant still count. This is not undone.`,
      action: 'Revoke',
    },
  },

  signIn: {
    title: 'Sign in',
    by: (name: string): Sentence => say`This asks for the key of ${name}.`,
    lead: 'Signing in opens import, export and checks to this identity’s roles until it is locked. The key signs a challenge that is made for this moment alone, and no statement.',
    action: 'Sign in',
  },

  ownKey: {
    title: 'This key is not kept on this station',
    ways: { passphrase: 'It is in a key file', agent: 'It is in the ssh-agent' },
    keyFile: {
      lead: 'Choose its OpenSSH private key file; leave the passphrase empty if it has none.',
      choose: 'Choose key file…',
      chosen: (name: string): Sentence => say`Key file: ${name}`,
    },
    agent: {
      lead: 'The agent signs what it is given without showing it: what counts is the text in this window. It makes both signatures.',
      leadToken:
        'It is in a hardware token, which the agent asks. A token makes the OpenSSH signature alone; the DSSE envelope is then absent.',
      none: 'No agent is known: SSH_AUTH_SOCK is not set.',
      known: {
        environment: (name: string): Sentence => say`Agent: ${name}, as SSH_AUTH_SOCK says`,
        chosen: (name: string): Sentence => say`Agent: ${name}, as chosen here`,
      },
      forwarded:
        'This console was started over SSH, so this may be the agent of another machine: then what is signed leaves this one. Use a key on this machine.',
      choose: 'Choose agent socket…',
    },
    waitAgent: 'Waiting for the ssh-agent: confirm there if it asks.',
    waitToken: 'Waiting for the ssh-agent: touch the token when it blinks.',
  },

  changePassphrase: {
    title: 'Change the passphrase',
    lead: 'The key stays the same and is encrypted anew. Backups made before still open with the old passphrase.',
    current: 'Current passphrase',
    next: 'New passphrase',
    repeat: 'New passphrase again',
    action: 'Change passphrase',
  },

  override: {
    title: 'A link is up',
    lead: 'This machine is connected to something, or could be. Take the link down and cancel, then sign. That is the safe way.',
    links: 'Links with a carrier',
    consequence:
      'To sign all the same, type the sentence below to the letter. It allows one signature. The journal records it, and a statement says so itself.',
    sentence: 'The sentence',
    typed: 'Type the sentence',
    proceed: 'Record the override and go on',
  },

  band,

  statement: {
    textLabel: 'What is signed',
    bound: 'What is bound',
    textDigest: 'SHA-256 of the text',
    textWords: 'SHA-256 of the text, in words to read aloud',
    payloadDigest: 'SHA-256 of the payload bytes',
    seen: (seen: number, all: number): string =>
      seen === all ? 'The whole text was seen.' : `${format.integer(seen)} of ${format.integer(all)} sections seen`,
    jumpTo: 'Still to be seen:',
    unseen: (left: number): string =>
      format.plural(left, { one: '# section is still to be seen.', other: '# sections are still to be seen.' }),
    typing,
    typedDiffers: 'This is not it yet.',
    typedMatches: 'Matches.',
    readAgain: 'Read it again',
  },

  run: {
    title: (count: number): string =>
      format.plural(count, { one: 'A run of # statement', other: 'A run of # statements' }),
    by: (name: string): Sentence => say`${name} signs each of these on a page of its own.`,
    byCosigner: (name: string): Sentence =>
      say`These were signed a moment ago. Now ${name} adds a signature to each, on a page of its own.`,
    lead: 'They are made already and do not change any more. The passphrase opens the key for these alone. Closing the window, five minutes without a key or the pointer, a link that comes up, or a lock ends the run; what was confirmed by then stays signed, and nothing else is.',
    noAgent: 'A run takes a key under a passphrase. Sign one by one with a key in an agent.',
    open: (count: number): string =>
      format.plural(count, { one: 'Open the key for this statement', other: 'Open the key for these # statements' }),
    place: (at: number, of: number): string => `Statement ${format.integer(at)} of ${format.integer(of)}.`,
    marked: 'Marked lines are not in the statement before this one.',
    rest: (signed: number, left: number): string =>
      `${format.plural(signed, { one: '# is signed', other: '# are signed' })}, ${format.plural(left, { one: '# comes after this one', other: '# come after this one' })}. To stop here, cancel: what is signed stays signed.`,
  },

  unreadable: {
    title: 'There is nothing here that can be signed',
    body: 'The payload is not a statement that this window can show in full, so it is not shown in part either. Cancel, and have the station checked before you try again.',
  },
  noCeremony: {
    title: 'The ceremony cannot go on',
  },
};
