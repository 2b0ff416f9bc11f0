import type { BundleVerdict } from '../../../evidence/verdict.ts';
import type { Severity } from '../../../finding/kind.ts';

/** What a verdict is about. */
export type Judged = 'bundle' | 'envelope' | 'statement' | 'dossier' | 'inclusion-proof' | 'vault';

/** What the commands answer, and the names of the facts beside. */
export const answers = {
  verdict: (judged: Judged, verdict: BundleVerdict, by: string | undefined): string => {
    switch (verdict) {
      case 'verified':
        return by === undefined ? `The ${judged} is verified.` : `The ${judged} is verified by ${by}.`;
      case 'refused':
        return `The ${judged} is refused.`;
      case 'read':
        return `The ${judged} was read whole. It is not verified: nothing vouches for all of it.`;
    }
  },
  more: (count: number) => `${count} more`,
  notVerified: 'not verified',
  continues: (since: string, oldSize: number, newSize: number) =>
    `Its journal continues that of ${since}: ${oldSize} entries then, ${newSize} now, none of them changed.`,

  open: (option: string) => `Open: ${option}.`,
  shut: 'Shut.',
  assumed: 'assumed',

  packetRead: 'The packet was read without an error.',
  packetErrors: 'The packet has errors: until its author corrects them, only its default can be chosen.',
  packetErrorsToMend: 'The packet has errors.',
  notRead: 'NOT READ',
  toAcknowledge: 'TO ACKNOWLEDGE',
  nothing: 'nothing',
  acknowledgedAlone: 'acknowledged by itself',
  templateWritten: (path: string) => `Wrote ${path}. Fill it in, then run \`holdfast inspect ${path}\`.`,
  jsonWritten: (path: string) => `Wrote ${path}. Check it, and carry it beside the document.`,

  packed: (path: string) => `Packed into ${path}.`,
  proofWritten: (path: string) => `Proof written: ${path}.`,
  framesRefused: (where: string, sentence: string) => `Refused: ${where}. ${sentence}`,
  frameLeftOut: (where: string, sentence: string) => `Left out: ${where}. ${sentence}`,
  envelopeWritten: (path: string) => `Written: ${path}. Check it with verify.`,
  stationAnswered:
    'The station answered this challenge with its key. It says that it is sealed, and names a build of this release.',
  ownWord:
    'That is its own word: software that was exchanged can say the same. Compare its files as well: sha256sum --check --quiet SHA256SUMS-installed, from a system that you trust.',
  stationRefused: 'The answer is refused.',
  warning: (message: string) => `Warning: ${message}`,
  fault: 'something went wrong that is not your fault. Please report these lines:',

  severity: { error: 'error', warning: 'warning', info: 'info' } satisfies Record<Severity, string>,
  particulars: { where: 'where', found: 'found', expected: 'expected', wayOut: 'what to do' },

  byteCount: (bytes: number) => (bytes === 1 ? '1 byte' : `${bytes} bytes`),
  work: (files: string, ofFiles: string | null, bytes: string) =>
    `${files}${ofFiles === null ? '' : ` of ${ofFiles}`} files, ${bytes}`,

  facts: {
    packet: 'packet',
    revision: 'revision',
    date: 'date',
    status: 'status',
    title: 'title',
    default: 'default',
    option: (rank: number) => `option ${rank}`,
    blocker: 'blocker',
    grant: 'grant',
    evidence: 'evidence',
    unread: 'unread',
    notStated: 'not stated',
    noDefault: 'none that is safe',
    mayChange: 'may change things',
    changesNothing: (clauses: string) => `changes nothing: ${clauses}`,
    byFieldAlone: '(a field of packet.json alone says so)',
    by: (actors: readonly string[], separateAuthority: boolean) =>
      `by ${actors.join(' + ')}${separateAuthority ? ' with a separate authority' : ''}`,
    unreadPassages: (count: number) => `${count} passages to acknowledge; --coverage shows each line`,
    files: 'files',
    bytes: 'bytes',
    contents: 'contents',
    refused: 'refused',
    file: 'file',
    check: 'check',
    asRecorded: 'as recorded',
    isAsRecorded: 'yes',
    isNotAsRecorded: 'no: the record says otherwise',
    inJournal: 'in the journal',
    isInJournal: 'yes',
    isNotInJournal: 'no: the journal does not have this record',
    version: 'version',
    build: 'build',
    runtime: 'runtime',
    seal: 'seal',
    stationClock: 'station clock',
    signer: 'signer',
    signerKey: (name: string, keyid: string) => `${name} (key ${keyid})`,
  },
};
