import { type Sentence, say } from '../../forms/say.ts';
import { format } from './language.ts';

export const decide = {
  title: 'Decide',
  needsOwner: 'A decision is signed by an owner. This station has no owner identity yet.',
  createOwner: 'Create owner identity…',
  readOnly: 'The journal is read-only, so nothing can be signed on this station.',
  linkUp: 'A link is up. To sign all the same asks for a sentence to type, which the decision records.',
  decided: {
    label: 'Decided',
    notExported: (option: string, sequence: number): Sentence => [
      'Decided: ',
      { untrusted: option },
      `, no. ${format.integer(sequence)}, not exported yet`,
    ],
    exported: (option: string, sequence: number, at: string): Sentence => [
      'Decided: ',
      { untrusted: option },
      `, no. ${format.integer(sequence)}, exported ${at}`,
    ],
    beingListed: (option: string): Sentence => say`Signed: ${option}. Its number is being read …`,
    signNew: 'Sign a new decision…',
  },
  signer: 'Sign as',
  superseded: (revision: string): Sentence =>
    say`Revision ${revision} of this packet is here: decide on that one. A draft for this one is void.`,
  openLater: 'Open the later revision',
  defaultIs: (optionText: string): Sentence => say`Default: ${optionText}`,
  noDefault: 'This packet has no safe default, so nothing can be chosen.',
  sign: (option: string): Sentence => say`Sign ${option}…`,
  signDespiteLink: (option: string): Sentence => say`Sign despite link: ${option}…`,
  others: 'Other options',
  noOthers: 'The packet offers no other option.',
  locked: (count: number): string =>
    format.plural(count, { one: 'Locked for # reason.', other: 'Locked for # reasons.' }),
  why: 'Why',
  whyOption: (option: string): string => `Why ${option} is locked`,
  mutates: 'This may change production. Know before you choose it',
  reason: 'Reason (goes into the decision)',
  reasonLeft: (left: number): string => format.plural(left, { one: '# character left', other: '# characters left' }),
  acknowledgeTitle: 'Acknowledge one by one',
  acknowledgeGroups: {
    blockers: 'These blockers are open. I choose the option all the same.',
    effect: 'The option is taken to change nothing. These are its words.',
    passages: 'No field was read from these passages. I have read them, and nothing in them speaks against the option.',
  },
  effect: {
    text: 'These words say that the option changes nothing',
    field: 'Only a field of packet.json says that the option changes nothing; its words do not',
  },
  passage: (line: number, lastLine: number): string =>
    line === lastLine ? `Line ${format.integer(line)}` : `Lines ${format.integer(line)} to ${format.integer(lastLine)}`,
  passages: (count: number): string =>
    format.plural(count, { one: '# other passage', other: 'All # other passages together' }),
  showPassages: 'Show them',
  acknowledged: (done: number, all: number): string => `${format.integer(done)} of ${format.integer(all)} acknowledged`,
  owed: {
    reason: 'Write the reason.',
    acknowledgements: (left: number): string =>
      format.plural(left, { one: '# acknowledgement is missing.', other: '# acknowledgements are missing.' }),
  },
  clear: 'Clear draft',
  draftKept: 'Draft kept in the workspace.',
  draftFailed: 'The draft could not be kept in the workspace; it is lost when you leave this page.',

  decisions: {
    title: 'Decisions',
    sequence: (sequence: number): string => `No. ${format.integer(sequence)}`,
    by: (signer: string): Sentence => say`Signed by ${signer}`,
    at: (time: string): string => `${time} (station clock)`,
    reason: 'Reason',
    state: { 'in-force': 'in force', followed: 'followed by another', expired: 'expired', revoked: 'revoked' },
    digest: 'SHA-256 of the envelope',
    digestOfPayload: 'SHA-256 of the payload',
    noQr: 'QR frames carry the envelope, and this has none: export it to a medium.',
    export: 'Export…',
    exportOf: (sequence: number): string => `Export decision no. ${format.integer(sequence)}…`,
    exporting: 'Writing and reading back …',
    signInAs: 'Export as',
    signsInFirst: (name: string): Sentence =>
      say`Nobody is signed in who may export. ${name} signs in first, then the export goes on.`,
    nobodyExports: 'No identity of this station may export.',
    toExportDossier: 'To export the dossier',
  },
  exported: {
    title: 'Exported',
    done: (files: number, folder: string, medium: string): Sentence =>
      say`${format.plural(files, { one: '# file', other: '# files' })} written to ${folder} on ${medium}`,
    readBack: {
      medium: 'Read back from the medium itself and compared: every byte is as it was signed.',
      cache:
        'Read back and compared, but possibly from the system’s cache: compare the digest again on another machine.',
    },
    digest: 'SHA-256 of the envelope',
    digestOfPayload: 'SHA-256 of the payload, since there is no envelope',
    words: 'The same in words, to read aloud',
    next: 'What to do next',
    steps: (readBack: 'medium' | 'cache'): readonly string[] => [
      ...(readBack === 'cache'
        ? ['Take the medium out, put it in again, and compare the digest before you rely on it.']
        : []),
      'Press “Prepare to take the medium out” below. Take it out when it is said to be safe.',
      'Carry the folder to where the decision is needed.',
      'Check it there as VERIFY.txt in the folder says. Stock tools are enough.',
      'Have the words read aloud there, and compare them with those above.',
    ],
    files: 'Files',
  },
};
