import type { FindingCode } from '../../../finding/index.ts';
import type { particulars as en } from '../../en/findings/index.ts';
import type { FindingWords } from '../../en/findings/words.ts';
import type { SameShape } from '../../forms/same-shape.ts';
import { answerWords } from './answer.ts';
import { dossierWords } from './dossier.ts';
import { evidenceWords } from './evidence.ts';
import { identityWords } from './identity.ts';
import { journalWords } from './journal.ts';
import { jsonWords } from './json.ts';
import { packetWords } from './packet.ts';
import { statementWords } from './statement.ts';
import { stationWords } from './station.ts';

/** Before what was observed, and what was expected. */
export const particulars: SameShape<typeof en> = { found: 'thấy', expected: 'cần' };

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
