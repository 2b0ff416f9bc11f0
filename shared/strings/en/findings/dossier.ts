import type { dossierFindings } from '../../../finding/dossier.ts';
import type { FindingWords } from './words.ts';

const EXPORT_AGAIN = 'Copy it from its source again. If that does not help, ask for a new export.';

/** What a reader cannot verify: told in a list of its own beside the findings. */
const notVerified = {
  'dossier.print-not-recomputed': {
    sentence: 'report.pdf cannot be made again here, so it was not compared with the signed files.',
    wayOut: 'Read report.html instead.',
  },
  'dossier.report-not-recomputed': {
    sentence: 'report.html cannot be made again here, because another version of the console wrote it.',
    wayOut: 'Rely on the signed statements, or verify the dossier with the version that wrote it.',
  },
  'dossier.schema-not-recomputed': {
    sentence: 'Another version of the console wrote this JSON Schema.',
    wayOut: 'Take the schema from the documentation of that version.',
  },
  'dossier.record-not-recomputed': {
    sentence: 'No signed statement covers these fields in the record of an evidence tree.',
    wayOut: 'Rely on the signed statements that name the tree, or have its files verified.',
  },
  'dossier.packet-name-unknown': {
    sentence: 'Nothing that is signed says which name the packet had.',
    wayOut: 'Identify the packet by its content, not by its name.',
  },
  'dossier.evidence-elsewhere': {
    sentence:
      'A statement names an evidence tree that the station never had. Only the signers of the statement checked it.',
    wayOut: 'Have the evidence verified where it is.',
  },
  'dossier.station-unknown': {
    sentence: 'The journal is signed by a station key that only the dossier itself names.',
    wayOut:
      'Compare the fingerprint with the one that the station shows, or verify with --trust station=KEY.pem or --since and an earlier dossier.',
  },
  'dossier.later-unknown': {
    sentence: 'The folder cannot show what was revoked or decided after it was written.',
    wayOut: 'Ask the station for a new dossier before you act on an old one.',
  },
  'dossier.entries-unattributed': {
    sentence: 'The journal has signed statements that are not here, and does not say which packet they are about.',
    wayOut: 'Ask the station for a dossier of each packet that these entries are about.',
  },
  'dossier.signer-revoked': {
    sentence:
      'A signed statement is not here because the key that signed it was revoked. Nobody can see what it revoked.',
    wayOut: 'Ask the station for a new dossier, written by a version that includes such statements.',
  },
};

/** Findings about an exported folder: `dossier.<what-is-wrong>`. */
export const dossierWords = {
  'dossier.in-archive': {
    sentence: 'The archive holds an exported decision or a dossier, whose signatures are not verified in it.',
    wayOut: 'Unpack the archive, and have the folder verified with `--trust` and the signer’s key.',
  },
  'dossier.file-missing': {
    sentence: 'A file that belongs to an exported decision is not there.',
    wayOut: EXPORT_AGAIN,
  },
  'dossier.file-unexpected': {
    sentence: 'The folder holds something that does not belong to an exported decision.',
    wayOut: 'Find out who put it there; remove it only if you know that it does not matter.',
  },
  'dossier.file-unreadable': {
    sentence: 'A file of the export cannot be read.',
    wayOut: EXPORT_AGAIN,
  },
  'dossier.authority-missing': {
    sentence: 'A grant, discharge or earlier decision that the decision rests on is not in the folder.',
    wayOut: EXPORT_AGAIN,
  },
  'dossier.checksum': {
    sentence: 'A file differs from its checksum in SHA256SUMS.',
    wayOut: EXPORT_AGAIN,
  },
  'dossier.statement-differs': {
    sentence: 'statement.json is not the payload that the envelope carries.',
    wayOut: EXPORT_AGAIN,
  },
  'dossier.keys-differ': {
    sentence: 'The files that hold the public key do not hold one and the same key.',
    wayOut: EXPORT_AGAIN,
  },
  'dossier.packet-differs': {
    sentence: 'The packet beside the decision is not the one that was decided on.',
    wayOut: EXPORT_AGAIN,
  },
  'dossier.predecessor-revoked': {
    sentence:
      'The decision before one of these was signed by a key that was revoked later. It no longer counts, so it is not here.',
    wayOut:
      'You do not need to do anything: its signature is in the journal, and the revocation in the records of identities.',
  },
  'dossier.not-waiting': {
    sentence: 'A file in the folder "pending" is not a discharge that still needs a signature.',
    wayOut: EXPORT_AGAIN,
  },
  'dossier.not-fallen': {
    sentence: 'A statement in the folder "revoked" is signed by a key that was not revoked.',
    wayOut: EXPORT_AGAIN,
  },
  'dossier.evidence-differs': {
    sentence: 'The record of an evidence tree does not have the tree hashes of its manifest, or of a signed statement.',
    wayOut: EXPORT_AGAIN,
  },
  'dossier.rendered-differs': {
    sentence: 'rendered.txt is not the text of the statement that its signer saw.',
    wayOut: EXPORT_AGAIN,
  },
  'dossier.instructions-differ': {
    sentence: 'VERIFY.txt does not hold the commands that the console writes for this folder.',
    wayOut: 'Do not run its commands. Find out who changed it, or take the commands from the documentation.',
  },
  'dossier.report-differs': {
    sentence: 'report.html does not say what the signed files say.',
    wayOut: 'Do not read it as true. Find out who changed it.',
  },
  'dossier.schema-differs': {
    sentence: 'A JSON Schema in the dossier is not the one that the console writes.',
    wayOut: 'Take the schema from the documentation. Find out who changed it.',
  },
  'dossier.proof-differs': {
    sentence: 'A proof in the dossier is not the one that the journal or the manifest gives.',
    wayOut: EXPORT_AGAIN,
  },
  'dossier.statement-missing': {
    sentence: 'The journal has a signed statement about this packet that is not in the dossier.',
    wayOut: EXPORT_AGAIN,
  },
  'dossier.statement-unrecorded': {
    sentence: 'The dossier has a signed statement that the journal does not have.',
    wayOut: 'Find out who put it there: the station that wrote the dossier did not know it.',
  },
  'dossier.statement-surplus': {
    sentence: 'The dossier has a receipt of evidence that no other statement in it names.',
    wayOut: 'You do not need to do anything: the receipt is signed and in the journal.',
  },
  'dossier.entry-differs': {
    sentence: 'A journal entry names another signer, envelope or OpenSSH signature than the dossier has.',
    wayOut: EXPORT_AGAIN,
  },
  'dossier.signer-not-active': {
    sentence: 'The journal shows that someone signed after being retired or revoked.',
    wayOut: 'Ask the owners of the station who signed it, and have it signed again by an active identity.',
  },
  'dossier.grant-not-in-force': {
    sentence:
      'A grant was not in force when a statement used it: it did not exist yet, was revoked, or was used too early or too late.',
    wayOut: 'Ask the owners of the station for a new grant and a new decision.',
  },
  'dossier.station-differs': {
    sentence: 'The journal is signed by a station that is not the expected one.',
    wayOut: EXPORT_AGAIN,
  },
  'dossier.evidence-missing': {
    sentence: 'The station imported an evidence tree that a statement names, and the dossier does not have its record.',
    wayOut: EXPORT_AGAIN,
  },
  'dossier.nothing-decided': {
    sentence: 'The dossier has no decision.',
    wayOut: EXPORT_AGAIN,
  },
  'dossier.taken-back': {
    sentence: 'A revocation in the folder takes back the decision, or something that it rests on.',
    wayOut: 'Do not act on the decision. Ask its owner what holds now.',
  },
  ...notVerified,
} satisfies FindingWords<keyof typeof dossierFindings>;
