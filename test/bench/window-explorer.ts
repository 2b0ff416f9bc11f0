// The explorer in the real window with a million entries: npm run bench:window -- explorer [--entries N]. It prints what a person
// waits for, and the frames while the wheel is turned as the browser's own tracing counts them, beside a list of plain rows
// in the same run. Not a test: the figures go into test/bench/README.md.
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { expect, type Locator, type Page } from '@playwright/test';
import { tarBytes } from '../../electron/core/pack/tar-writer.ts';
import { freshFolder, type RunningConsole } from '../helpers/console.ts';
import { createOwner, goTo } from '../helpers/steps.ts';
import { type Frames, scrolled, showTrivialList } from './frames.ts';
import { startMeasured } from './start.ts';
import { type Action, perform } from './window-actions.ts';

const { values } = parseArgs({ options: { entries: { type: 'string', default: '1000000' } } });
const ENTRIES = Number(values.entries);
const FILES_A_FOLDER = 1000;
const SECONDS = 4;
const IMPORT_MS = 900_000;
/** The one file that is larger than all others. */
const LARGEST = ENTRIES - 77;

const nameOf = (at: number): string => `part-${String(at).padStart(7, '0')}.csv`;

const data = freshFolder('bench-explorer');
const medium = freshFolder('bench-medium');
writeTar(join(medium, 'entries.tar'));
console.log(`a tar of ${ENTRIES} files is written`);

let running = await startMeasured(data);
await createOwner(running);
const begun = performance.now();
await goTo(running.review, 'Intake');
await running.chooseFolders(medium);
await running.review.getByRole('button', { name: 'Choose folder…' }).last().click();
await running.review.getByRole('button', { name: /^Import \d+ item/ }).click();
await expect(running.review.getByText('Imported into the vault').first()).toBeVisible({ timeout: IMPORT_MS });
console.log(`imported in ${((performance.now() - begun) / 1000).toFixed(0)} s`);

for (const zoom of [1, 2]) {
  await running.close();
  running = await startMeasured(data);
  console.log(`\n### at ${100 * zoom} %\n\n| what | ms |\n|---|---|`);
  await openBundle(running.review);
  await zoomTo(running, zoom);
  await times(running.review);
  console.log('\n| scrolling | frames due | shown | shown a second | part of the plain list |\n|---|---|---|---|---|');
  const remove = await showTrivialList(running.review, 2000);
  const plain = await scrolled(running, '#trivial', SECONDS);
  await remove();
  tell('a list of 2,000 plain rows', plain, plain);
  await pressed(running.review.getByRole('button', { name: 'List', exact: true }));
  tell('the list', await scrolled(running, '.entries', SECONDS), plain);
  await pressed(running.review.getByRole('button', { name: 'Tree', exact: true }));
  await perform(running.review, press('Open all folders', { selector: `.entries table[aria-rowcount="${rowsOf()}"]` }));
  tell('the tree, all folders open', await scrolled(running, '.entries', SECONDS), plain);
}
await running.close();

function rowsOf(): number {
  return ENTRIES + Math.ceil(ENTRIES / FILES_A_FOLDER) + 1;
}

async function times(review: Page): Promise<void> {
  const time = async (what: string, action: Action) =>
    console.log(`| ${what} | ${(await perform(review, action)).toFixed(0)} |`);
  await time('first rows of the tree', pressTab('Files', { selector: '.entries .virtual-row', text: '/' }));
  const indexed = performance.now();
  await expect(review.locator('.entries table[aria-rowcount="-1"]')).toHaveCount(0, { timeout: 60_000 });
  console.log(`| after that, until all entries are indexed | ${(performance.now() - indexed).toFixed(0)} |`);
  await time(
    'open all folders',
    press('Open all folders', { selector: `.entries table[aria-rowcount="${rowsOf()}"]` }),
  );
  await time(
    'close all',
    press('Close all', { selector: `.entries table[aria-rowcount="${Math.ceil(ENTRIES / FILES_A_FOLDER / 1000)}"]` }),
  );
  await time('filter the tree', typed(`part-${String(LARGEST).padStart(7, '0')}`));
  await review.getByLabel('Filter by path').fill('');
  await pressed(review.getByRole('button', { name: 'List', exact: true }));
  await time(
    'sort by size',
    press('Sort by Size', { selector: '.entry-rows[aria-busy="false"] .virtual-row', text: nameOf(LARGEST) }),
  );
  await time('filter what is sorted', typed(`part-${String(LARGEST - 1).padStart(7, '0')}`));
  await review.getByLabel('Filter by path').fill('');
  await time(
    'sort by kind',
    press('Sort by Kind', { selector: '.entry-rows[aria-busy="false"] .virtual-row', text: nameOf(0) }),
  );
  await pressed(review.getByRole('button', { name: 'Tree', exact: true }));
}

function tell(what: string, frames: Frames, plain: Frames): void {
  const rate = ({ shown, seconds }: Frames) => shown / seconds;
  console.log(
    `| ${what} | ${frames.due} | ${frames.shown} | ${rate(frames).toFixed(1)} | ${(rate(frames) / rate(plain)).toFixed(2)} |`,
  );
}

async function openBundle(review: Page): Promise<void> {
  await goTo(review, 'Evidence');
  await review.getByRole('row').filter({ hasText: 'entries' }).getByRole('button').first().click();
  await expect(review.getByRole('tab', { name: 'Files' })).toBeVisible();
}

function pressTab(name: string, answer: Action['answer']): Action {
  return acted(answer, (page) => pressed(page.getByRole('tab', { name })));
}

function press(name: string, answer: Action['answer']): Action {
  return acted(answer, (page) => pressed(page.getByRole('button', { name, exact: true })));
}

/** Without waiting for the button to stand still, which a person does not do. */
function pressed(button: Locator): Promise<void> {
  return button.evaluate((element) => {
    if (element instanceof HTMLElement) element.click();
  });
}

/** The pause while somebody types is in it. */
function typed(text: string): Action {
  return acted({ selector: '.entry-count', text: '1 entry matches' }, (page) =>
    page.getByLabel('Filter by path').fill(text),
  );
}

function acted(answer: Action['answer'], act: Action['act']): Action {
  return { name: '', on: 'any', ready: async () => undefined, act, answer };
}

function zoomTo({ app }: RunningConsole, zoom: number): Promise<void> {
  return app.evaluate(({ BrowserWindow }, factor) => {
    for (const window of BrowserWindow.getAllWindows()) window.webContents.setZoomFactor(factor);
  }, zoom);
}

function writeTar(path: string): void {
  const fd = openSync(path, 'w');
  let pending: Uint8Array[] = [];
  for (const bytes of tarBytes(entries(), 'entries')) {
    pending.push(bytes);
    if (pending.length < 4096) continue;
    writeSync(fd, Buffer.concat(pending));
    pending = [];
  }
  writeSync(fd, Buffer.concat(pending));
  closeSync(fd);
}

function* entries() {
  for (let at = 0; at < ENTRIES; at++) {
    const content = Buffer.from(at === LARGEST ? 'the largest of all files' : `${at}`);
    const path = `${String(Math.floor(at / FILES_A_FOLDER)).padStart(4, '0')}/${nameOf(at)}`;
    yield { path, kind: 'file' as const, size: content.length, content: [content] };
  }
}
