import type { packetFindings } from '../../../finding/packet.ts';
import type { FindingWords } from './words.ts';

const WRONG_FILE = 'Check that this is the file that was meant, and that it was copied whole.';
const NEW_REVISION = 'Ask the author for a corrected revision; until then only the default can be chosen.';
const ONLY_THE_DEFAULT = 'Until then only the default can be chosen.';
const READ_AND_JUDGE = 'Read it in the document; nothing is locked by this.';

/** Findings about packets: `packet.<what-is-wrong>`. */
export const packetWords = {
  'packet.empty': { sentence: 'The file is empty.', wayOut: WRONG_FILE },
  'packet.too-large': {
    sentence: 'The file is larger than a decision packet may be.',
    wayOut: 'Check that this is the packet, and not the evidence that belongs to it.',
  },
  'packet.not-utf8': { sentence: 'The file is not UTF-8 text.', wayOut: WRONG_FILE },
  'packet.binary': { sentence: 'The file holds NUL bytes, so it is not text.', wayOut: WRONG_FILE },
  'packet.not-a-packet': {
    sentence: 'The text has no options and no blockers, so it is not a decision packet.',
    wayOut:
      'Check that this is the file that was meant. A packet has a numbered list of options and a table of blockers; `holdfast packet template` writes one to fill in.',
  },
  'packet.too-many': {
    sentence: 'The packet has more options, blockers, passages or findings, or longer lines, than a person can judge.',
    wayOut: WRONG_FILE,
  },
  'packet.no-document': { sentence: 'There is no packet among the files.', wayOut: WRONG_FILE },
  'packet.several-documents': {
    sentence: 'There are several packets of the same form, so it is not clear which one is meant.',
    wayOut: 'Leave one packet in each folder.',
  },
  'packet.forms-disagree': {
    sentence: 'The packet is here in several forms, and they say different things.',
    wayOut: 'Ask the author which one is right. Ask for a folder in which they agree.',
  },
  'packet.json-shape': {
    sentence: 'packet.json lacks a field that a packet needs, or has a field that a packet does not have.',
    wayOut: 'Ask the author for a packet.json in the documented form.',
  },
  'packet.field-missing': {
    sentence: 'The packet does not state a field that it needs.',
    wayOut: `Ask the author to state it at the top of the document: <!-- KB: KB-1 --> and <!-- REVISION: 1 -->, or id and revision in front matter. ${ONLY_THE_DEFAULT}`,
  },
  'packet.field-absent': {
    sentence: 'The packet does not state a field that it usually has.',
    wayOut: READ_AND_JUDGE,
  },
  'packet.fields-disagree': {
    sentence: 'The packet states one field twice, with different values.',
    wayOut: NEW_REVISION,
  },
  'packet.no-options': { sentence: 'The packet offers no options.', wayOut: NEW_REVISION },
  'packet.option-unreadable': {
    sentence: 'An item in the list of options does not have the form of an option.',
    wayOut: `Ask the author to write it as "2. NAME — what it does". ${ONLY_THE_DEFAULT}`,
  },
  'packet.option-outside-list': {
    sentence: 'A line reads like an option but is not in the list of options.',
    wayOut: `Ask the author to put it into the numbered list of options. ${ONLY_THE_DEFAULT}`,
  },
  'packet.option-rank': {
    sentence: 'The options are not numbered 1, 2, 3, and so on, so an option may be missing.',
    wayOut: NEW_REVISION,
  },
  'packet.option-twice': { sentence: 'Two options have the same name.', wayOut: NEW_REVISION },
  'packet.option-contradicts': {
    sentence: 'The option is marked as changing nothing, but its text or its needs say that it changes something.',
    wayOut: NEW_REVISION,
  },
  'packet.no-default': {
    sentence: 'The packet names no default option.',
    wayOut:
      'Ask the author to write "(default)" after the name of one option that changes nothing; until then nothing can be chosen.',
  },
  'packet.too-slow': {
    sentence: 'Reading this packet took too much time or memory, so the console stopped.',
    wayOut: 'Ask the author to write the packet again in plain Markdown. An ordinary document takes far less.',
  },
  'packet.default-unclear': {
    sentence: 'A sentence is about the default and an option, but does not plainly state which option is the default.',
    wayOut: `Ask the author to write "Default = ID." in a sentence of its own, and nothing else about the default. ${ONLY_THE_DEFAULT}`,
  },
  'packet.two-defaults': {
    sentence: 'The packet names more than one default option.',
    wayOut: 'Ask the author for a revision with one default; until then nothing can be chosen.',
  },
  'packet.default-unknown': {
    sentence: 'The packet names a default that is not one of its options, or that may mean more than one.',
    wayOut: NEW_REVISION,
  },
  'packet.default-unsafe': {
    sentence: 'The packet does not say that its default option changes nothing.',
    wayOut:
      'Ask the author to describe it in words that are known to change nothing, such as "do nothing"; until then nothing can be chosen.',
  },
  'packet.no-blockers': {
    sentence: 'The packet offers an option that changes things and lists no blockers that could be read.',
    wayOut: `Ask the author for a table with the columns Blocker, Status, Actor and Gate. ${ONLY_THE_DEFAULT}`,
  },
  'packet.blocker-twice': { sentence: 'Two blockers have the same name.', wayOut: NEW_REVISION },
  'packet.blocker-row-unreadable': {
    sentence: 'A row of the table of blockers lacks a cell, or a cell does not have the form that it needs.',
    wayOut: `Ask the author to give the row a name in one word, a status, an actor (owner, operator or auditor) and a gate. ${ONLY_THE_DEFAULT}`,
  },
  'packet.row-outside-table': {
    sentence: 'A line reads like a row of a table but is not in a table.',
    wayOut: `Ask the author to put it into the table, without an empty line before it. ${ONLY_THE_DEFAULT}`,
  },
  'packet.table-unreadable': {
    sentence: 'A table could not be read, so it may hold blockers.',
    wayOut: `Ask the author to head its columns Blocker, Status, Actor and Gate, or to write it as text. ${ONLY_THE_DEFAULT}`,
  },
  'packet.task-list': {
    sentence: 'The text has boxes to tick. The console cannot read a box as a status.',
    wayOut: `Ask the author to write each box as a row of the table of blockers, with its status. ${ONLY_THE_DEFAULT}`,
  },
  'packet.list-unread': {
    sentence: 'The console did not read a list. It is in a place where blockers, options or grants may be listed.',
    wayOut:
      'Ask the author to write blockers in the table, or to put the list under a heading such as Context or Notes. ' +
      ONLY_THE_DEFAULT,
  },
  'packet.code-unread': {
    sentence:
      'The console did not read a block of code. It is in a place where blockers may be listed, or has keys such as "status".',
    wayOut:
      'Ask the author to write blockers in the table. Other code can stand under a heading such as Context or Notes, without keys such as "status". ' +
      ONLY_THE_DEFAULT,
  },
  'packet.layout-unread': {
    sentence: 'The console did not read some lines that are laid out as a table or as a list of keys.',
    wayOut: `Ask the author to write them as a table with the columns Blocker, Status, Actor and Gate. ${ONLY_THE_DEFAULT}`,
  },
  'packet.html': {
    sentence:
      'The document holds HTML, or a block of code that is not closed: a viewer may hide or change what it says.',
    wayOut: `Ask the author for a revision in plain Markdown. ${ONLY_THE_DEFAULT}`,
  },
  'packet.heading-empty': {
    sentence: 'A heading announces blockers, options or grants, but the console read none under it.',
    wayOut:
      'Ask the author to put the table or the list under this heading, or to give the heading another name. ' +
      ONLY_THE_DEFAULT,
  },
  'packet.metadata-unknown': {
    sentence: 'The console does not know a line of the metadata at the top, or the line says more than its field.',
    wayOut: `Ask the author to state id, revision, date, status and title there, and nothing else. ${ONLY_THE_DEFAULT}`,
  },
  'packet.not-live': {
    sentence: 'No option can be chosen while the document has this status.',
    wayOut: `Ask the author for the revision that is in force, with a status such as ACTIVE. ${ONLY_THE_DEFAULT}`,
  },
  'packet.withdrawn': {
    sentence: 'The text says that the packet, or something in it, is withdrawn or no longer valid.',
    wayOut: `Ask the author for the revision that is in force. ${ONLY_THE_DEFAULT}`,
  },
  'packet.option-withdrawn': {
    sentence: 'An option says of itself that it is withdrawn or must not be chosen.',
    wayOut: `Ask the author for a revision without that option. ${ONLY_THE_DEFAULT}`,
  },
  'packet.option-condition': {
    sentence: 'The text of an option has a condition that no rule can check.',
    wayOut: `Ask the author to write the condition as a blocker, in a row of the table. ${ONLY_THE_DEFAULT}`,
  },
  'packet.blocker-contradicted': {
    sentence:
      'The text does not say the same about a blocker as its row, or the console cannot understand what the text says about it.',
    wayOut: `Ask the author to state the status only in the row. ${ONLY_THE_DEFAULT}`,
  },
  'packet.grant-unclear': {
    sentence: 'The text speaks of a grant, a permit or an approval, and it is not clear which.',
    wayOut: `Ask the author to list every grant by its name under the heading Grants. ${ONLY_THE_DEFAULT}`,
  },
  'packet.grant-unlisted': {
    sentence: 'In packet.json, a gate or an option names a grant that is not in the list of grants.',
    wayOut: `Ask the author to add it to "grants". ${ONLY_THE_DEFAULT}`,
  },
  'packet.blocker-without-row': {
    sentence: 'The text names something that looks like a blocker but has no row in the table.',
    wayOut: `Ask the author to add its row, or to take the name out of the text. ${ONLY_THE_DEFAULT}`,
  },
  'packet.status-unknown': {
    sentence: 'The console does not know this status. It treats the blocker as open.',
    wayOut: 'If the blocker should not be open, ask the author what the status means.',
  },
  'packet.status-contradicts': {
    sentence: 'The status of a blocker contradicts its own text.',
    wayOut: NEW_REVISION,
  },
  'packet.digest-malformed': {
    sentence: 'A tree hash is malformed: characters are missing or added, or something is between them.',
    wayOut: `Ask the author to write the tree hash in one piece, as 64 hexadecimal digits. ${ONLY_THE_DEFAULT}`,
  },
  'packet.revision-repeated': {
    sentence: 'Another packet with the same id and revision has other bytes.',
    wayOut: 'Compare both with the author, and ask for a revision with a higher number.',
  },
  'packet.revision-unordered': {
    sentence: 'It is not clear which of two revisions of this packet is the later one.',
    wayOut: 'Ask the author for a revision with a higher number, such as 3 after 2-final.',
  },
  'packet.statement-lost': {
    sentence: 'The vault can no longer read a signed statement that may be about this packet.',
    wayOut: 'Restore the vault from a copy of the data folder. Without the statement, nobody knows what it revoked.',
  },
  'packet.deceptive-text': {
    sentence: 'The text holds characters that are invisible, change direction, or imitate others.',
    wayOut: 'They are shown as escapes; read the line with care.',
  },
  'packet.deceptive-field': {
    sentence:
      'A line that holds a field has invisible characters, characters that imitate others, or marks that a viewer hides.',
    wayOut: `Ask the author to write the line in plain characters. ${ONLY_THE_DEFAULT}`,
  },
  'packet.byte-order-mark': {
    sentence: 'The document begins with a byte order mark, which is not part of its text.',
    wayOut: 'You do not need to do anything.',
  },
  'packet.read-more-strictly': {
    sentence:
      'When this packet was imported, Holdfast found no error in it. This version reads more strictly, and finds errors.',
    wayOut:
      'Read the errors below. Until the author corrects them, only the default can be chosen; a decision that is already signed stays as it is.',
  },
} satisfies FindingWords<keyof typeof packetFindings>;
