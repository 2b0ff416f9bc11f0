// The soak run: three people work at random on the real application, while sticks are pulled out, the disk fills up and
// the console is killed. After each end of a console, what was said is compared with what is true (claims.ts).
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { expect } from '@playwright/test';
import { freshFolder, type RunningConsole, startConsole } from '../helpers/console.ts';
import { MARKDOWN, packetText } from '../helpers/packets.ts';
import { processesOf } from '../helpers/processes.ts';
import { createOwner, enrol, importFrom, OWNER, PASSPHRASE, signIn } from '../helpers/steps.ts';
import { ask, scratch } from '../helpers/stick.ts';
import { ACTS, type Act, type Person } from './acts.ts';
import { Claims } from './claims.ts';

const PEOPLE: readonly Person[] = [
  { role: 'owner', name: OWNER, passphrase: PASSPHRASE },
  { role: 'operator', name: 'Otto Operator', passphrase: 'otto carries the stick over' },
  { role: 'auditor', name: 'Anna Auditor', passphrase: 'anna carries it all away' },
];
/** The last part of the run has no restart, so that memory and handles can be compared. */
const LAST_PART = 1 / 3;
const MIB = 1024 * 1024;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 100_000) },
  },
});
const minutes = Number(values.minutes);
const random = randomFrom(Number(values.seed));
const began = Date.now();
const end = began + minutes * 60_000;

const data = join(scratch(), 'two-disks');
const ballast = join(scratch(), 'disk/ballast');
const claims = new Claims(data);
const count = { acts: 0, killed: 0, restarts: 0, diskFull: 0, pulled: 0 };
const found: string[] = [];
const gauges: Gauge[] = [];

console.log(`soak: ${minutes} minutes, seed ${values.seed}`);
let running = await furnish();
let person = await signInAs(PEOPLE[0]);
while (Date.now() < end) {
  const isLastPart = Date.now() > end - minutes * 60_000 * LAST_PART;
  if (isLastPart) gauges.push(await gaugeOf(running));
  const chance = random();
  if (!isLastPart && chance < 0.06) await killMidway();
  else if (!isLastPart && chance < 0.1) await restart(() => running.close());
  else if (!isLastPart && chance < 0.16) await onFullDisk();
  else if (chance < 0.3) person = await signInAs(PEOPLE[Math.floor(random() * PEOPLE.length)]);
  else await perform(choose());
}
await running.close();
report(claims.compare().map(({ what }) => what));

function choose(): Act {
  const possible = ACTS.filter(({ roles }) => roles.includes(person.role));
  const act = possible[Math.floor(random() * possible.length)];
  if (act === undefined) throw new Error('everyone can do something');
  return act;
}

async function perform(act: Act): Promise<void> {
  count.acts += 1;
  if (act.name.includes('pulled out')) count.pulled += 1;
  try {
    const deeds = await act.run({ running, person, number: count.acts, random });
    for (const deed of deeds) claims.add(deed);
  } catch (thrown) {
    // It may have happened or not: whichever is true, that the window did not come to say it is the fault.
    for (const deed of act.midway(count.acts)) claims.add(deed);
    await note(`${act.name} as ${person.name}: ${messageOf(thrown)}`);
    await restart(() => running.close());
  }
}

/** The main process is killed at some instant of an act. */
async function killMidway(): Promise<void> {
  const act = choose();
  count.acts += 1;
  count.killed += 1;
  const underway = act.run({ running, person, number: count.acts, random }).then(
    (deeds) => deeds,
    () => act.midway(count.acts),
  );
  await new Promise((resolve) => setTimeout(resolve, random() * 4000));
  await restart(async () => {
    running.app.process().kill('SIGKILL');
    for (const deed of await underway) claims.add(deed);
  });
}

/** The disk of the vault has no room left for a while. */
async function onFullDisk(): Promise<void> {
  count.diskFull += 1;
  const { bavail, bsize } = statfsSync(join(scratch(), 'disk'));
  writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - Math.floor(random() * 16) * 1024)));
  await perform(choose());
  rmSync(ballast);
}

/** Ends the console, compares, and starts the next one. */
async function restart(stop: () => Promise<void>): Promise<void> {
  count.restarts += 1;
  const { pid } = running.app.process();
  if (readFileSync('/proc/mounts', 'utf8').includes(' /media/LATE ')) ask('pull');
  await stop();
  await expect.poll(() => isGone(pid), { timeout: 30_000 }).toBe(true);
  for (const { what } of claims.compare()) await note(what);
  running = await startConsole(data);
  const readOnly = running.review.getByRole('alert').filter({ hasText: 'This station is read-only.' });
  await expect(running.review.getByRole('navigation')).toBeVisible({ timeout: 30_000 });
  if (await readOnly.isVisible()) await note(`the station is read-only: ${await readOnly.textContent()}`);
  person = await signInAs(person);
}

async function furnish(): Promise<RunningConsole> {
  const first = await startConsole(data);
  const medium = freshFolder('medium');
  writeFileSync(join(medium, MARKDOWN), packetText());
  await createOwner(first);
  await importFrom(first, medium, [MARKDOWN]);
  for (const one of PEOPLE.slice(1)) await enrol(first, one);
  return first;
}

async function signInAs(one: Person = person): Promise<Person> {
  await signIn(running, one.name, one.passphrase);
  return one;
}

interface Gauge {
  readonly at: number;
  /** Of all processes of the application, in MiB: resident memory of each, shared pages counted once a process. */
  readonly memory: number;
  readonly mainMemory: number;
  readonly mainHandles: number;
  readonly processes: number;
}

async function gaugeOf(console: RunningConsole): Promise<Gauge> {
  const processes = processesOf(console);
  const main = processes.find(({ type }) => type === 'main')?.pid ?? 0;
  return {
    at: Date.now(),
    memory: processes.reduce((sum, { pid }) => sum + residentOf(pid), 0),
    mainMemory: residentOf(main),
    mainHandles: readdirSync(`/proc/${main}/fd`).length,
    processes: processes.length,
  };
}

function residentOf(pid: number): number {
  try {
    const kib = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kib ?? 0) / 1024;
  } catch {
    // Ended since.
    return 0;
  }
}

async function note(what: string): Promise<void> {
  const minute = ((Date.now() - began) / 60_000).toFixed(1);
  found.push(`minute ${minute}, after ${count.acts} acts: ${what}`);
  console.log(`  ${found.at(-1)}`);
  if (running.review.isClosed()) return;
  const kept = join(scratch(), 'soak');
  mkdirSync(kept, { recursive: true });
  await running.review.screenshot({ path: join(kept, `found-${found.length}.png`) }).catch(() => undefined);
}

function report(last: readonly string[]): void {
  found.push(...last);
  const tally = claims.tally();
  const early = gauges.slice(0, Math.ceil(gauges.length / 5));
  const late = gauges.slice(-Math.ceil(gauges.length / 5));
  const log = readFileSync(join(data, 'journal/log.jsonl'));
  console.log(
    `acts ${count.acts}, claims ${claims.count}: done ${tally.done}, not done ${tally['not-done']}, unknown ${tally.unknown}`,
  );
  console.log(
    `restarts ${count.restarts}, of these after a kill ${count.killed}; full disks ${count.diskFull}; pulled sticks ${count.pulled}`,
  );
  console.log(`journal: ${log.toString().split('\n').length - 1} entries, ${(log.length / MIB).toFixed(2)} MiB`);
  for (const [what, of] of [
    ['memory of all processes, MiB', ({ memory }: Gauge) => memory],
    ['memory of the main process, MiB', ({ mainMemory }: Gauge) => mainMemory],
    ['handles of the main process', ({ mainHandles }: Gauge) => mainHandles],
    ['processes', ({ processes }: Gauge) => processes],
  ] as const) {
    console.log(`${what}: ${median(early.map(of)).toFixed(0)} at first, ${median(late.map(of)).toFixed(0)} at the end`);
  }
  console.log(found.length === 0 ? 'nothing found' : `found ${found.length}:\n  ${found.join('\n  ')}`);
  if (found.length > 0) process.exitCode = 1;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message.slice(0, 600) : String(thrown);
}

/** Its last thread too: until then it has its files, and their locks. */
function isGone(pid: number | undefined): boolean {
  return pid === undefined || !existsSync(`/proc/${pid}`);
}

/** The same numbers for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
