import type { FindingCode } from '../../../finding/index.ts';
import { answerWords } from './answer.ts';
import { dossierWords } from './dossier.ts';
import { evidenceWords } from './evidence.ts';
import { identityWords } from './identity.ts';
import { journalWords } from './journal.ts';
import { jsonWords } from './json.ts';
import { packetWords } from './packet.ts';
import { statementWords } from './statement.ts';
import { stationWords } from './station.ts';
import type { FindingWords } from './words.ts';

/** Before what was observed, and what was expected. */
export const particulars = { found: 'found', expected: 'expected' };

/** What each finding says. */
export const findings: FindingWords<FindingCode> = {
  ...packetWords,
  ...evidenceWords,
  ...statementWords,
  ...journalWords,
  ...stationWords,
  ...identityWords,
  ...dossierWords,
  ...jsonWords,
  ...answerWords,
};
