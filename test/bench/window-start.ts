// How long the application takes to be usable, beside an empty window of the same runtime: npm run bench:window -- start
// [--packets 200 --bundles 500 --rounds 5]. Starts of all kinds one after the other in each round; medians and their ratios.
// Not a test: the figures go into test/bench/README.md.
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { createPackage } from '@electron/asar';
import { _electron as electron, expect, type Page } from '@playwright/test';
import { EXECUTABLE, freshFolder, startConsole } from '../helpers/console.ts';
import { MARKDOWN, mediumWith, packetText } from '../helpers/packets.ts';
import { createOwner, goTo, importFrom } from '../helpers/steps.ts';
import { startMeasured } from './start.ts';

const { values } = parseArgs({
  options: {
    packets: { type: 'string', default: '200' },
    bundles: { type: 'string', default: '500' },
    rounds: { type: 'string', default: '5' },
  },
});
const IMPORT_MS = 1_200_000;
const ID = 'KB-29B8';

const hello = await helloWorld();
const small = await station(1, 0);
const large = await station(Number(values.packets), Number(values.bundles));

const times = new Map<string, number[]>();
for (let round = 0; round < Number(values.rounds); round++) {
  add('an empty window', await startHello());
  add('a station with one packet', await startStation(small, 1));
  add(
    `a station with ${values.packets} packets and ${values.bundles} bundles`,
    await startStation(large, Number(values.packets)),
  );
}
const plain = median(times.get('an empty window') ?? []);
console.log('\n| start until it is usable | median ms | by that of an empty window |\n|---|---|---|');
for (const [what, all] of times)
  console.log(`| ${what} | ${median(all).toFixed(0)} | ${(median(all) / plain).toFixed(2)} |`);

function add(what: string, milliseconds: number): void {
  times.set(what, [...(times.get(what) ?? []), milliseconds]);
}

function median(all: readonly number[]): number {
  return all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
}

/** The runtime with an application that shows one line, packed as ours is. */
async function helloWorld(): Promise<string> {
  const folder = freshFolder('hello');
  cpSync(dirname(EXECUTABLE), folder, { recursive: true });
  const application = freshFolder('hello-app');
  writeFileSync(join(application, 'package.json'), JSON.stringify({ name: 'hello', main: 'main.cjs' }));
  writeFileSync(join(application, 'index.html'), '<!doctype html><title>hello</title><h1>hello</h1>');
  writeFileSync(
    join(application, 'main.cjs'),
    `const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => new BrowserWindow({ width: 1280, height: 860 }).loadFile(__dirname + '/index.html'));`,
  );
  rmSync(join(folder, 'resources/app.asar'));
  await createPackage(application, join(folder, 'resources/app.asar'));
  return join(folder, 'holdfast');
}

/** A station that was furnished in its window, and is closed. */
async function station(packets: number, bundles: number): Promise<string> {
  const running = await startMeasured();
  await createOwner(running);
  await importFrom(running, mediumWith({ [MARKDOWN]: packetText() }), [MARKDOWN]);
  if (packets + bundles > 1) {
    const medium = freshFolder('bench-start');
    for (let at = 1; at < packets; at++)
      writeFileSync(join(medium, `packet-${at}.md`), packetText().replaceAll(ID, `KB-${1000 + at}`));
    for (let at = 0; at < bundles; at++) {
      mkdirSync(join(medium, `bundle-${at}`));
      writeFileSync(join(medium, `bundle-${at}/result.log`), `run ${at}\n`);
    }
    await goTo(running.review, 'Intake');
    await running.chooseFolders(medium);
    await running.review.getByRole('button', { name: 'Choose folder…' }).last().click();
    await running.review.getByRole('button', { name: /^Import [\d,]+ items?/ }).click();
    const underWay = running.review.getByText(/imports? running/);
    await expect(underWay).toBeVisible();
    await expect(underWay).toBeHidden({ timeout: IMPORT_MS });
  }
  await running.close();
  return running.data;
}

async function startHello(): Promise<number> {
  const begun = performance.now();
  const app = await electron.launch({
    executablePath: hello,
    args: [`--user-data-dir=${freshFolder('hello-data')}`],
    chromiumSandbox: process.env.HOLDFAST_NO_SANDBOX !== '1',
  });
  const took = await painted(await app.firstWindow(), 'h1', begun);
  await app.close();
  return took;
}

/** Usable: the list of packets is painted. */
async function startStation(data: string, packets: number): Promise<number> {
  const begun = performance.now();
  const running = await startConsole(data);
  await running.review.locator('table tbody tr').first().waitFor();
  const took = await painted(running.review, 'table tbody tr', begun);
  await expect(running.review.getByText(`${packets} packet`).first()).toBeVisible();
  await running.close();
  return took;
}

async function painted(page: Page, selector: string, begun: number): Promise<number> {
  await page.locator(selector).first().waitFor();
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  return performance.now() - begun;
}
