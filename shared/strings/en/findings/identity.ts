import type { identityFindings } from '../../../finding/identity.ts';
import type { FindingWords } from './words.ts';

const KEEP_AND_ASK =
  'Nothing can be signed here until it is restored: keep the disk as it is, and restore the records from a backup.';

/** Findings about the station's own records of identities: `identity.<what-is-wrong>`. */
export const identityWords = {
  'identity.records-missing': {
    sentence: 'The journal has entries about people who were enrolled, but the records of identities are missing.',
    wayOut: KEEP_AND_ASK,
  },
  'identity.record-unreadable': {
    sentence: 'A record of an identity cannot be read as this version of the console writes them.',
    wayOut: `If a newer console has used this station, use that one. ${KEEP_AND_ASK}`,
  },
  'identity.record-unsigned': {
    sentence: 'A record of an identity is not signed by an owner who was active at that time.',
    wayOut: KEEP_AND_ASK,
  },
  'identity.record-order': {
    sentence: 'The records of identities do not follow one another: one is missing, repeated or replaced.',
    wayOut: KEEP_AND_ASK,
  },
  'identity.record-contradicts': {
    sentence: 'A record of an identity contradicts the records before it.',
    wayOut: KEEP_AND_ASK,
  },
} satisfies FindingWords<keyof typeof identityFindings>;
