import { openSigned } from '../../shared/statement/open.ts';
import type { TrustedKey } from '../../shared/statement/trust.ts';
import { type Outcome, unreadable } from './command.ts';
import { readSigned } from './read-signed.ts';
import { factsOf, summaryOf } from './statement-facts.ts';
import { verdict } from './verdict.ts';

/** An envelope, or a payload with its OpenSSH signatures: called what it is. */
export async function verifySigned(path: string, trusted: readonly TrustedKey[]): Promise<Outcome> {
  const signed = await readSigned(path);
  if (!signed.ok) return unreadable(signed.error);
  const opened = openSigned(signed.value, trusted);
  const kind = signed.value.envelope === null ? 'statement' : 'envelope';
  if (!opened.ok) return verdict(kind, opened.error);
  const { json, ...outcome } = verdict(kind, opened.value.findings);
  const summary = summaryOf(opened.value);
  return { ...outcome, json: { ...json, statement: summary }, facts: factsOf(summary) };
}
