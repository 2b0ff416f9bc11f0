// How fast the review window answers while evidence is imported, beside the same without an import: npm run bench:window.
// It drives the real application, and prints from an input until what it asked for is painted. Not a test: the figures
// are a machine's, and go into test/bench/README.md.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { expect } from '@playwright/test';
import { freshFolder } from '../helpers/console.ts';
import { MARKDOWN, mediumWith, packetText, packetWithBlockers } from '../helpers/packets.ts';
import { createOwner, goTo, importFrom, openPacket } from '../helpers/steps.ts';
import { type DataSet, makeData } from './data.ts';
import { startMeasured } from './start.ts';
import { ACTIONS, type Action, Measurements, perform } from './window-actions.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '3' }, quick: { type: 'boolean' } } });
const rounds = Number(values.rounds);
const scale = values.quick === true ? 10 : 1;
/** How long it is measured without an import, a round. */
const ALONE_MS = 8000;

const MIB = 1024 * 1024;
const SMALL = { files: 50_000 / scale, size: [200, 2000] } as const;
const LARGE = { files: 4, size: [(512 * MIB) / scale, (512 * MIB) / scale] } as const;

const media = freshFolder('bench-media');
const running = await startMeasured();
const { review } = running;
await createOwner(running);
await importFrom(running, mediumWith({ [MARKDOWN]: packetText() }), [MARKDOWN]);

const measured = new Measurements();
await watchMainProcess();
for (let round = 0; round < rounds; round++) {
  await actFor('no import', pause(ALONE_MS));
  for (const [name, kind] of [
    [`importing ${SMALL.files} small files`, { ...SMALL, name: `small-${round}` }],
    ['importing 4 large files', { ...LARGE, name: `large-${round}` }],
  ] as const) {
    const ended = await startImport(kind);
    await actFor(name, ended());
  }
}
for (const count of [200, 900]) {
  const name = `blockers-${count}.md`;
  await importFrom(running, mediumWith({ [name]: packetWithBlockers(count) }), [name]);
  await openPacket(review, name);
  for (let round = 0; round < 5 * rounds; round++) {
    for (const action of ACTIONS.filter(({ on }) => on === 'packet')) await measure(`${count} blockers`, action);
  }
}
measured.print();
await running.close();

/** Does one thing after another, as a person would, until `during` is over. */
async function actFor(name: string, during: Promise<unknown>): Promise<void> {
  let isOver = false;
  const over = during.finally(() => {
    isOver = true;
  });
  await openPacket(review, MARKDOWN);
  await takeLongestTurn();
  while (!isOver) {
    for (const action of ACTIONS) {
      if (!isOver || action.on === 'any') await measure(name, action);
    }
  }
  measured.stall(name, await takeLongestTurn());
  await over;
}

async function measure(name: string, action: Action): Promise<void> {
  measured.add(name, action.name, await perform(review, action));
  await pause(30);
}

/** Starts an import in the window. Gives what waits for its end. */
async function startImport(set: DataSet): Promise<() => Promise<void>> {
  const folder = join(media, set.name);
  mkdirSync(folder);
  makeData(set, folder);
  await goTo(review, 'Intake');
  await running.chooseFolders(folder);
  await review.getByRole('button', { name: 'Choose folder…' }).last().click();
  await review.getByRole('button', { name: /^Import \d+ item/ }).click();
  const underWay = review.getByText(/imports? running/);
  await expect(underWay).toBeVisible();
  return () => expect(underWay).toBeHidden({ timeout: 300_000 });
}

/** Playwright reaches the main process: its longest turn is what no window can be answered in. */
async function watchMainProcess(): Promise<void> {
  await running.app.evaluate(() => {
    const watch = { last: performance.now(), longest: 0 };
    Object.assign(globalThis, { holdfastWatch: watch });
    setInterval(() => {
      const now = performance.now();
      watch.longest = Math.max(watch.longest, now - watch.last - 5);
      watch.last = now;
    }, 5);
  });
}

/** The longest since it was last asked. */
function takeLongestTurn(): Promise<number> {
  return running.app.evaluate(() => {
    const watch = Reflect.get(globalThis, 'holdfastWatch');
    const { longest } = watch;
    watch.longest = 0;
    return Number(longest);
  });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
