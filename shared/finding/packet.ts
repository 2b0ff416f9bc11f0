import { defineFindings } from './kind.ts';

const WRONG_FILE = 'Check that this is the file that was meant, and that it was copied whole.';
const NEW_REVISION = 'Ask the author for a corrected revision; until then only the default can be chosen.';
const READ_AND_JUDGE = 'Read it in the document; nothing is locked by this.';

/** Findings about packets: `packet.<what-is-wrong>`. */
export const packetFindings = defineFindings({
  'packet.empty': { severity: 'error', sentence: 'The file is empty.', wayOut: WRONG_FILE },
  'packet.too-large': {
    severity: 'error',
    sentence: 'The file is larger than a decision packet may be.',
    wayOut: 'Check that this is the packet, and not the evidence that belongs to it.',
  },
  'packet.not-utf8': { severity: 'error', sentence: 'The file is not UTF-8 text.', wayOut: WRONG_FILE },
  'packet.binary': { severity: 'error', sentence: 'The file holds NUL bytes, so it is no text.', wayOut: WRONG_FILE },
  'packet.not-a-packet': {
    severity: 'error',
    sentence: 'The text holds neither options nor blockers, so it is no decision packet.',
    wayOut: WRONG_FILE,
  },
  'packet.too-many': {
    severity: 'error',
    sentence: 'The packet has more options, blockers or findings than the console takes up.',
    wayOut: WRONG_FILE,
  },
  'packet.no-document': { severity: 'error', sentence: 'There is no packet among the files.', wayOut: WRONG_FILE },
  'packet.several-documents': {
    severity: 'error',
    sentence: 'There are several packets of one form, so it is not clear which is meant.',
    wayOut: 'Leave one packet in each folder.',
  },
  'packet.forms-disagree': {
    severity: 'error',
    sentence: 'The forms of the packet in this folder say different things.',
    wayOut: 'Ask the author which one is right, and for a folder in which they agree.',
  },
  'packet.json-shape': {
    severity: 'error',
    sentence: 'packet.json does not have the fields of a packet, or has others.',
    wayOut: 'Ask the author for a packet.json of the documented form.',
  },
  'packet.field-missing': {
    severity: 'error',
    sentence: 'The packet does not state a field that it needs.',
    wayOut: NEW_REVISION,
  },
  'packet.field-absent': {
    severity: 'warning',
    sentence: 'The packet does not state a field that it usually has.',
    wayOut: READ_AND_JUDGE,
  },
  'packet.fields-disagree': {
    severity: 'error',
    sentence: 'The packet states one field twice, with different values.',
    wayOut: NEW_REVISION,
  },
  'packet.no-options': { severity: 'error', sentence: 'The packet offers no options.', wayOut: NEW_REVISION },
  'packet.option-unreadable': {
    severity: 'error',
    sentence: 'An item in the list of options does not have the form of an option.',
    wayOut: NEW_REVISION,
  },
  'packet.option-outside-list': {
    severity: 'error',
    sentence: 'A line reads like an option but does not stand in the list of options.',
    wayOut: NEW_REVISION,
  },
  'packet.option-rank': {
    severity: 'error',
    sentence: 'The options are not numbered 1, 2, 3, and so on, so one may have been lost.',
    wayOut: NEW_REVISION,
  },
  'packet.option-twice': { severity: 'error', sentence: 'Two options have the same name.', wayOut: NEW_REVISION },
  'packet.option-contradicts': {
    severity: 'error',
    sentence: 'The option is marked as changing nothing, and its text or its needs say otherwise.',
    wayOut: NEW_REVISION,
  },
  'packet.no-default': {
    severity: 'error',
    sentence: 'The packet names no default option.',
    wayOut: 'Ask the author for a revision with a default; until then nothing can be chosen.',
  },
  'packet.too-slow': {
    severity: 'error',
    sentence: 'Reading this packet took so long that it was given up.',
    wayOut: 'Have the packet written anew in plain Markdown; no ordinary document takes long to read.',
  },
  'packet.two-defaults': {
    severity: 'error',
    sentence: 'The packet names more than one default option.',
    wayOut: 'Ask the author for a revision with one default; until then nothing can be chosen.',
  },
  'packet.default-unknown': {
    severity: 'error',
    sentence: 'The packet names a default that is none of its options, or could be several.',
    wayOut: NEW_REVISION,
  },
  'packet.default-unsafe': {
    severity: 'error',
    sentence: 'The packet does not say that its default option changes nothing.',
    wayOut: 'Ask the author for a revision with a safe default; until then nothing can be chosen.',
  },
  'packet.no-blockers': {
    severity: 'error',
    sentence: 'The packet offers an option that changes things and lists no blockers that could be read.',
    wayOut: NEW_REVISION,
  },
  'packet.blocker-twice': { severity: 'error', sentence: 'Two blockers have the same name.', wayOut: NEW_REVISION },
  'packet.blocker-row-unreadable': {
    severity: 'error',
    sentence: 'A row of the table of blockers does not have all its cells, or not in the form that they need.',
    wayOut: NEW_REVISION,
  },
  'packet.row-outside-table': {
    severity: 'error',
    sentence: 'A line reads like a row of a table but does not stand in one.',
    wayOut: NEW_REVISION,
  },
  'packet.table-unreadable': {
    severity: 'error',
    sentence: 'A table looks like one of blockers, and its columns cannot be told apart.',
    wayOut: NEW_REVISION,
  },
  'packet.blocker-without-row': {
    severity: 'error',
    sentence: 'The text gives the status of a blocker that has no row in the table.',
    wayOut: NEW_REVISION,
  },
  'packet.status-unknown': {
    severity: 'warning',
    sentence: 'The console does not know this status, and takes the blocker as open.',
    wayOut: 'Ask the author what it means if the blocker should not be open.',
  },
  'packet.status-contradicts': {
    severity: 'error',
    sentence: 'The status of a blocker is not what its own text means.',
    wayOut: NEW_REVISION,
  },
  'packet.digest-malformed': {
    severity: 'error',
    sentence: 'A tree hash is named that has the form of none.',
    wayOut: NEW_REVISION,
  },
  'packet.digest-unexplained': {
    severity: 'warning',
    sentence: 'The text holds a digest without saying that it is one of evidence; it is not looked for.',
    wayOut: READ_AND_JUDGE,
  },
  'packet.revision-repeated': {
    severity: 'error',
    sentence: 'Another packet with the same id and revision has other bytes.',
    wayOut: 'Compare both with the author, and ask for a revision with a higher number.',
  },
  'packet.revision-unordered': {
    severity: 'error',
    sentence: 'Nobody can tell which of two revisions of this packet is the later one.',
    wayOut: 'Ask the author for a revision with a higher number, such as 3 after 2-final.',
  },
  'packet.deceptive-text': {
    severity: 'warning',
    sentence: 'The text holds characters that are invisible, change direction, or imitate others.',
    wayOut: 'They are shown as escapes; read the line with care.',
  },
  'packet.byte-order-mark': {
    severity: 'info',
    sentence: 'The document begins with a byte order mark, which is not part of its text.',
    wayOut: 'Nothing needs to be done.',
  },
});
