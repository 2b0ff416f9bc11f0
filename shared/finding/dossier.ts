import { defineFindings } from './kind.ts';

const EXPORT_AGAIN = 'Carry it over again; if that does not help, have it exported anew.';

/** Findings about an exported folder: `dossier.<what-is-wrong>`. */
export const dossierFindings = defineFindings({
  'dossier.file-missing': {
    severity: 'error',
    sentence: 'A file that belongs to an exported decision is not there.',
    wayOut: EXPORT_AGAIN,
  },
  'dossier.file-unexpected': {
    severity: 'error',
    sentence: 'The folder holds something that does not belong to an exported decision.',
    wayOut: 'Find out who put it there; take it away only if you know that it does not matter.',
  },
  'dossier.file-unreadable': {
    severity: 'error',
    sentence: 'A file of the export cannot be read.',
    wayOut: EXPORT_AGAIN,
  },
  'dossier.authority-missing': {
    severity: 'error',
    sentence: 'A grant, discharge or earlier decision that the decision rests on is not in the folder.',
    wayOut: EXPORT_AGAIN,
  },
  'dossier.checksum': {
    severity: 'error',
    sentence: 'A file differs from its checksum in SHA256SUMS.',
    wayOut: EXPORT_AGAIN,
  },
  'dossier.statement-differs': {
    severity: 'error',
    sentence: 'statement.json is not the payload that the envelope carries.',
    wayOut: EXPORT_AGAIN,
  },
  'dossier.keys-differ': {
    severity: 'error',
    sentence: 'The files that hold the public key do not hold one and the same key.',
    wayOut: EXPORT_AGAIN,
  },
  'dossier.packet-differs': {
    severity: 'error',
    sentence: 'The packet beside the decision is not the one that was decided on.',
    wayOut: EXPORT_AGAIN,
  },
  'dossier.predecessor-revoked': {
    severity: 'warning',
    sentence:
      'The decision before one of these was signed by a key that was revoked since, so it counts no more and is not here.',
    wayOut: 'Nothing need be done; its signature is in the journal, and the revocation in the records of identities.',
  },
  'dossier.not-waiting': {
    severity: 'error',
    sentence: 'What lies among the discharges that wait for signatures is no such discharge, or waits for none.',
    wayOut: EXPORT_AGAIN,
  },
  'dossier.evidence-differs': {
    severity: 'error',
    sentence: 'The record of an evidence tree does not have the tree hashes of its manifest, or of a signed statement.',
    wayOut: EXPORT_AGAIN,
  },
  'dossier.rendered-differs': {
    severity: 'error',
    sentence: 'rendered.txt is not the text that the statement gives, which its signer saw.',
    wayOut: EXPORT_AGAIN,
  },
  'dossier.print-not-recomputed': {
    severity: 'info',
    sentence: 'report.pdf is as it was written, but it cannot be made again here to compare what it says.',
    wayOut: 'Rely on the signed statements; report.html says the same for reading.',
  },
  'dossier.instructions-differ': {
    severity: 'warning',
    sentence: 'VERIFY.txt is not as this version of the console writes it.',
    wayOut: 'Read its commands before you run them, or take them from the documentation.',
  },
});
