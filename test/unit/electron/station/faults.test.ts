import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { decisionLinks } from '../../../../electron/station/statement-store.ts';
import { readOnlyFailure, type Station } from '../../../../electron/station/station.ts';
import { sayFailure } from '../../../../shared/failure/say.ts';
import { hasError } from '../../../../shared/finding/index.ts';
import { checkChain } from '../../../../shared/statement/chain.ts';
import {
  ACTS,
  type Act,
  copyOf,
  Desk,
  emptyModel,
  forget,
  type Model,
  makeModel,
  openAt,
  type Place,
  type Said,
  START,
} from '../../../helpers/acts.ts';
import {
  FAULT_ERRNOS,
  FAULT_KINDS,
  type Fault,
  heal,
  inject,
  isHung,
  release,
  type Seen,
} from '../../../helpers/faults.ts';
import { isLong } from '../../../helpers/long.ts';
import { must } from '../../../helpers/must.ts';
import { closeStation } from '../../../helpers/opened-station.ts';

// Every call that an act makes of the file layer fails or hangs once. What was said of the act is compared with what a
// start on the same data folder finds. HOLDFAST_FAULTS says how many faults of each act are tried; with "all", every call
// fails in every way, which takes an hour. HOLDFAST_ACT names one act, HOLDFAST_SEED draws other faults.

const FAULTS = process.env.HOLDFAST_FAULTS ?? (isLong ? '48' : '2');
const ACT = process.env.HOLDFAST_ACT;
/** Within which an act is answered when no call hangs. */
const LONGEST_MS = 30_000;
const SEED = Number(process.env.HOLDFAST_SEED ?? 13);

const models = { furnished: await makeModel(), empty: await emptyModel() };

/** One act under one fault: what was said, and each way in which that is not true or something is lost. */
interface Run {
  readonly said: Said;
  readonly seen: Seen;
  readonly wrong: readonly string[];
}

async function run(act: Act, fault: Fault | null): Promise<Run> {
  const model = act.isFirst ? models.empty : models.furnished;
  const place = copyOf(model.place);
  try {
    return await runAt(act, fault, model, place);
  } finally {
    forget(place);
  }
}

async function runAt(act: Act, fault: Fault | null, model: Model, place: Place): Promise<Run> {
  const wrong: string[] = [];
  const before = act === START ? null : must(await openAt(place));
  inject(place.root, fault);
  let station: Station | null = before;
  const start = async (): Promise<Said> => {
    const opened = await openAt(place);
    station = opened.ok ? opened.value : null;
    return opened.ok ? 'done' : 'not-done';
  };
  const acting = (before === null ? start() : act.run(new Desk(place, before), model)).catch((thrown: unknown) => {
    wrong.push(`throws ${String(thrown)}`);
    return 'nothing' as const;
  });
  const said = await answerOf(acting, act.answersAfterMs ?? 150, wrong);
  const seen = heal();
  if (before !== null && said === 'unknown' && !act.isOnStick && readOnlyFailure(before.journal) === null) {
    wrong.push('more is signed although the outcome is not known');
  }
  if (station !== null && !isHung()) await closeStation(station);
  const again = await openAt(place);
  if (!again.ok) return { said, seen, wrong: [...wrong, `does not open: ${sayFailure(again.error)}`] };
  wrong.push(...(await harm(again.value, model)));
  if (before !== null) wrong.push(...(await falsehoods(act, said, new Desk(place, again.value), model)));
  await closeStation(again.value);
  if (isHung()) {
    release();
    await acting;
    if (station !== null) await closeStation(station);
  }
  return { said, seen, wrong };
}

/** What is said, or `nothing` where the call that hangs keeps it from being said for `heldUpMs`. */
async function answerOf(answer: Promise<Said>, heldUpMs: number, wrong: string[]): Promise<Said> {
  for (const begun = performance.now(); ; ) {
    const said = await Promise.race([answer, sleep(5, null)]);
    if (said !== null) return said;
    if (isHung()) return (await Promise.race([answer, sleep(heldUpMs, null)])) ?? 'nothing';
    if (performance.now() - begun > LONGEST_MS) {
      wrong.push('is never answered, though nothing hangs');
      return 'nothing';
    }
  }
}

/** What no fault may do to a station. */
async function harm({ journal, findings, keyring, statementStore }: Station, model: Model): Promise<readonly string[]> {
  const wrong: string[] = [];
  const failure = readOnlyFailure(journal);
  if (failure !== null) wrong.push(`the journal is read-only: ${sayFailure(failure)}`);
  if (hasError(findings())) wrong.push(`found: ${findings().map(({ code }) => code)}`);
  if (journal.size < model.entries) wrong.push('entries are lost');
  if (keyring.identities().length < model.identities) wrong.push('identities are lost');
  const contents = await statementStore.contents();
  const here = new Set([...contents.statements, ...contents.pending].map(({ opened }) => opened.statementSha256));
  for (const one of model.statements) if (!here.has(one)) wrong.push(`a statement is lost: ${one}`);
  if (contents.failures.length > 0) wrong.push(contents.failures.map((one) => sayFailure(one)).join(' '));
  const links = decisionLinks(contents);
  for (const link of links) {
    const others = links.filter((one) => one !== link && one.decision.sequence < link.decision.sequence);
    if (hasError(checkChain(link, others))) wrong.push(`the chain is broken at ${link.decision.sequence}`);
  }
  return wrong;
}

async function falsehoods(act: Act, said: Said, at: Desk, model: Model): Promise<readonly string[]> {
  const { isDone, isJournalled } = await act.truth(at, model);
  const is = `${isDone ? 'done' : 'not done'}, ${isJournalled ? 'journalled' : 'not journalled'}`;
  const mayDiffer = act.isOnStick && (said === 'unknown' || said === 'nothing');
  if (said === 'done' && !(isDone && isJournalled)) return [`said done, and it is ${is}`];
  if (said === 'not-done' && (isDone || isJournalled)) return [`said not done, and it is ${is}`];
  return isDone === isJournalled || mayDiffer ? [] : [`said ${said}, and it is ${is}`];
}

/** How many calls an act makes that succeeds. */
async function callsOf(act: Act): Promise<number> {
  const { said, seen, wrong } = await run(act, null);
  assert.deepEqual([said, wrong], ['done', []], act.name);
  return seen.calls;
}

/** Numbers that look random, the same for the same seed (mulberry32). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

function every(calls: number): readonly Fault[] {
  const faults = FAULT_KINDS.flatMap((kind) =>
    FAULT_ERRNOS.filter((errno) => kind === 'instead' || errno === 'EIO').map((errno) => ({ kind, errno })),
  );
  return Array.from({ length: calls }, (_, i) => faults.map((one) => ({ ...one, at: i + 1 }))).flat();
}

async function injectAll(act: Act, faults: readonly Fault[]) {
  const said = { done: 0, 'not-done': 0, unknown: 0, nothing: 0 };
  const wrong: string[] = [];
  for (const fault of faults) {
    const one = await run(act, fault);
    if (one.seen.hits === 0) continue;
    said[one.said]++;
    const how = `${fault.kind} ${fault.errno} at ${fault.at} (${one.seen.hit})`;
    for (const what of one.wrong) wrong.push(`${how}: ${what}`);
  }
  const injected = Object.values(said).reduce((all, count) => all + count, 0);
  return { faults: injected, said: JSON.stringify(said), wrong };
}

const acts = [START, ...ACTS].filter(({ name }) => ACT === undefined || ACT === name);

for (const act of acts) {
  test(`whatever call fails, what is said of it is true: ${act.name}`, async (t) => {
    const calls = await callsOf(act);
    const next = numbers(SEED);
    const all = every(calls);
    const faults =
      FAULTS === 'all' ? all : Array.from({ length: Number(FAULTS) }, () => all[next(all.length)] ?? assert.fail());
    const made = await injectAll(act, faults);
    t.diagnostic(`${calls} calls, ${made.faults} faults, of which ${made.said}`);
    assert.deepEqual(made.wrong, []);
  });
}
