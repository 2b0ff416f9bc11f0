import type { journalFindings } from '../../../finding/journal.ts';
import type { FindingWords } from './words.ts';

const KEEP_AND_ASK =
  'This station can no longer sign. Keep the disk as it is, and compare the journal with the checkpoints in earlier dossiers.';

/** Findings about the journal: `journal.<what-is-wrong>`. */
export const journalWords = {
  'journal.missing': {
    sentence: 'The station has been used before, but its journal is not there.',
    wayOut: KEEP_AND_ASK,
  },
  'journal.checkpoint-unreadable': {
    sentence: 'The journal has no readable checkpoint, so nothing shows that its log is complete.',
    wayOut: KEEP_AND_ASK,
  },
  'journal.checkpoint-signature': {
    sentence: "The journal's checkpoint is not signed by this station's key.",
    wayOut: KEEP_AND_ASK,
  },
  'journal.truncated': {
    sentence: 'The journal has fewer entries than its checkpoint says: some were removed.',
    wayOut: KEEP_AND_ASK,
  },
  'journal.altered': {
    sentence: 'The journal does not match its checkpoint: an entry was changed, moved or replaced.',
    wayOut: KEEP_AND_ASK,
  },
  'journal.entry-unreadable': {
    sentence: 'An entry of the journal cannot be read as this version of the console writes them.',
    wayOut: `If a newer console has used this station, use that one. ${KEEP_AND_ASK}`,
  },
  'journal.unsigned-entries': {
    sentence: 'The journal has more entries after its last checkpoint than a crash can explain.',
    wayOut: KEEP_AND_ASK,
  },
  'journal.write-failed': {
    sentence: 'The journal could not be written, and could not be brought back to its last good state.',
    wayOut: 'Free space on the disk or repair it, and start the console again: it then checks the whole journal.',
  },
  'journal.written-elsewhere': {
    sentence: 'The journal was changed by something else while this console had it open.',
    wayOut: `Close the console and find out what changed it. ${KEEP_AND_ASK}`,
  },
  'journal.entry-owed': {
    sentence: 'Something was done, but its entry could not be written to the journal.',
    wayOut:
      'Nothing is signed until the entry is there. Free space on the disk or repair it, close Holdfast and start it again: it then writes the entry.',
  },
  'journal.nearly-full': {
    sentence: 'The journal is almost full: it accepts no more imports and refusals, now or soon.',
    wayOut:
      'Look in the journal for what made it long. Finish what is open, carry a dossier away, and set up a new station; you can still sign until then.',
  },
  'journal.too-fast': {
    sentence:
      'There were more requests than people make, so the journal accepts no entry of this kind for some minutes.',
    wayOut: 'Wait some minutes, then ask again. If nobody here asked for it, close the console and find out what did.',
  },
  'journal.full': {
    sentence: 'The journal has no room for another entry.',
    wayOut: 'This station can no longer sign. You can still read everything. Set up a new station.',
  },
  'journal.another-station': {
    sentence: "The journal and the station's key belong to another station than the vault.",
    wayOut: KEEP_AND_ASK,
  },
  'journal.copy-unreadable': {
    sentence:
      "The vault's copy of the journal's checkpoint cannot be read, so nothing shows that the journal is not an old one.",
    wayOut: KEEP_AND_ASK,
  },
  'journal.copy-not-kept': {
    sentence:
      "The vault's copy of the journal's checkpoint could not be renewed: an old journal in its place would not be noticed.",
    wayOut: 'Free space on the disk or repair it. The copy is renewed with the next entry.',
  },
  'journal.rolled-back': {
    sentence:
      'The journal is shorter than a checkpoint that the station signed earlier: an old copy was put in its place.',
    wayOut: KEEP_AND_ASK,
  },
  'journal.forked': {
    sentence: 'The journal does not continue a checkpoint that the station signed earlier: its history was replaced.',
    wayOut: KEEP_AND_ASK,
  },
  'journal.recovered': {
    sentence:
      'The console ended while it wrote to the journal. The journal was brought back to its last complete state.',
    wayOut: 'You do not need to do anything. The journal records what was set aside.',
  },
  'journal.clock-backwards': {
    sentence: "The station's clock is earlier than the newest entry of the journal.",
    wayOut: 'Set the clock right before signing, and tell the auditor.',
  },
} satisfies FindingWords<keyof typeof journalFindings>;
