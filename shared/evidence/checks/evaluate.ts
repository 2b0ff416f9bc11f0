import { assertNever } from '../../result.ts';
import { type Hashing, nobleHashing } from '../hashing.ts';
import { EvidenceReadError, type EvidenceReader } from '../reader.ts';
import type { CheckResult } from '../types.ts';
import type { Check } from './checks-file.ts';
import { evaluateEntryExit } from './entry-exit.ts';
import { evaluateForbiddenTokens } from './forbidden-tokens.ts';
import { type Outcome, unknown } from './outcome.ts';
import { evaluateProbeResults } from './probe-results.ts';
import { evaluateRollbackProof } from './rollback-proof.ts';
import { evaluateSeal } from './seal.ts';

/**
 * Recomputes every check from the vault's bytes, one after the other. What is missing or cannot be read makes its
 * check `unknown`; nothing here fails as a whole.
 */
export async function evaluateChecks(
  checks: readonly Check[],
  reader: EvidenceReader,
  hashing: Hashing = nobleHashing,
): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  for (const check of checks) {
    const { id, type, title } = check;
    results.push({ id, type, title, ...(await outcomeOf(check, reader, hashing)) });
  }
  return results;
}

async function outcomeOf(check: Check, reader: EvidenceReader, hashing: Hashing): Promise<Outcome> {
  try {
    return await evaluate(check, reader, hashing);
  } catch (error) {
    if (error instanceof EvidenceReadError) return unknown(`The vault cannot be read: ${error.message}`);
    throw error;
  }
}

async function evaluate(check: Check, reader: EvidenceReader, hashing: Hashing): Promise<Outcome> {
  switch (check.type) {
    case 'rollback-proof':
      return evaluateRollbackProof(check, reader, hashing);
    case 'entry-exit':
      return evaluateEntryExit(check, reader, hashing);
    case 'probe-results':
      return evaluateProbeResults(check, reader, hashing);
    case 'forbidden-tokens':
      return evaluateForbiddenTokens(check, reader);
    case 'seal':
      return evaluateSeal(check, reader, hashing);
    default:
      return assertNever(check, 'check type');
  }
}
