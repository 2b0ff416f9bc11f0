import * as z from 'zod';
import { ok, type Result } from '../../result.ts';
import type { Hashing } from '../hashing.ts';
import { type EvidenceReader, isALink, type RecordedState, recordedState } from '../reader.ts';
import { bundlePath, common } from './fields.ts';
import { failed, type Outcome, passed, unknown } from './outcome.ts';
import { rowMultisetDigest } from './row-multiset.ts';

/** Before the change, with it, and after it was rolled back: three states of one thing. */
const states = { before: bundlePath, afterApply: bundlePath, afterRollback: bundlePath };

const leg = z
  .strictObject({
    name: z.string().min(1).max(200),
    ...states,
    /** Files of rows (CSV records, or lines) whose order does not matter; compared besides the dumps, not instead of them. */
    rows: z.strictObject(states).readonly().optional(),
  })
  .readonly();

/** A rollback really undid a change that really was made, on each leg. */
export const rollbackProofCheck = z.strictObject({
  ...common,
  type: z.literal('rollback-proof'),
  legs: z
    .array(leg)
    .min(1)
    .max(100)
    .refine(
      (legs) => new Set(legs.flatMap(namesOf)).size === legs.flatMap(namesOf).length,
      'names that are all different',
    )
    .readonly(),
});

/** What its observed values are recorded under. */
function namesOf({ name, rows }: Leg): string[] {
  return rows === undefined ? [name] : [name, rowsOf(name)];
}

function rowsOf(name: string): string {
  return `${name}.rows`;
}

type Leg = z.infer<typeof leg>;
type States = NonNullable<Leg['rows']>;

export type RollbackProofCheck = Readonly<z.infer<typeof rollbackProofCheck>>;

/** The outcome of the worst leg: a failed one before an unknown one. Observed: `<leg>.<state>`, `<leg>.rows.<state>`. */
export async function evaluateRollbackProof(
  check: RollbackProofCheck,
  reader: EvidenceReader,
  hashing: Hashing,
): Promise<Outcome> {
  const outcomes: Outcome[] = [];
  for (const one of check.legs) {
    const state = async (path: string) => recordedState(reader, path, hashing);
    outcomes.push(await evaluateStates(one.name, one, state));
    const rows = (path: string) => rowsState(reader, path, hashing);
    if (one.rows !== undefined) outcomes.push(await evaluateStates(rowsOf(one.name), one.rows, rows));
  }
  const observed = Object.fromEntries(outcomes.flatMap((outcome) => Object.entries(outcome.observed)));
  const worst = outcomes.find(({ result }) => result === 'fail') ?? outcomes.find(({ result }) => result === 'unknown');
  if (worst !== undefined) return { ...worst, observed };
  const rowExact = check.legs.filter(({ rows }) => rows !== undefined).length;
  return passed(
    `Each of ${check.legs.length} legs was changed and rolled back byte for byte, ${rowExact} of them also row for row.`,
    observed,
  );
}

/** A file whose rows are compared is no link. */
async function rowsState(
  reader: EvidenceReader,
  path: string,
  hashing: Hashing,
): Promise<Result<RecordedState, string>> {
  const digest = await rowMultisetDigest(reader, path, hashing);
  return digest.ok ? ok({ digest: digest.value, link: null }) : digest;
}

async function evaluateStates(
  name: string,
  { before, afterApply, afterRollback }: States,
  stateOf: (path: string) => Promise<Result<RecordedState, string>>,
): Promise<Outcome> {
  if (new Set([before, afterApply, afterRollback]).size < 3) {
    return unknown(`${name}: the check names one path for two states.`);
  }
  const [first, changed, last] = [await stateOf(before), await stateOf(afterApply), await stateOf(afterRollback)];
  if (!first.ok) return unknown(`${name}: ${first.error}.`);
  if (!changed.ok) return unknown(`${name}: ${changed.error}.`);
  if (!last.ok) return unknown(`${name}: ${last.error}.`);
  const observed = {
    [`${name}.before`]: first.value.digest,
    [`${name}.afterApply`]: changed.value.digest,
    [`${name}.afterRollback`]: last.value.digest,
  };
  if (last.value.digest !== first.value.digest) {
    return failed(`${name}: the state after the rollback is not the state before.`, observed);
  }
  const link = first.value.link ?? changed.value.link ?? last.value.link;
  if (link !== null) return unknown(`${name}: ${isALink(link)}.`, observed);
  if (changed.value.digest === first.value.digest) {
    return failed(`${name}: nothing was changed, so its rollback proves nothing.`, observed);
  }
  return passed(`${name}: changed and rolled back.`, observed);
}
