import { cpSync } from 'node:fs';
import { test as base, expect, type TestInfo } from '@playwright/test';
import { answered, ask } from './ask.ts';
import { freshFolder, type RunningConsole, startConsole } from './console.ts';
import { lowerWork } from './key-files.ts';
import { MARKDOWN, mediumWith, packetText } from './packets.ts';
import {
  AUDITOR,
  createOwner,
  enrol,
  importFrom,
  OPERATOR,
  OWNER,
  openPacket,
  PASSPHRASE,
  signDefault,
  signIn,
} from './steps.ts';

interface Stations {
  /** Starts a console; the test closes it or leaves that to us. Without a folder it is a first run. */
  readonly start: (data?: string, env?: Readonly<Record<string, string>>) => Promise<RunningConsole>;
  /** A first run. */
  readonly first: RunningConsole;
  /** The data folder of a closed station that has an owner and the first packet. */
  readonly furnished: string;
  /** Such a station, running, its owner signed in, with the packet open. */
  readonly ready: RunningConsole;
  /** The data folder of a closed station like `furnished`, with an operator and an auditor beside the owner. */
  readonly staffed: string;
  /** Such a station, running, its owner signed in, with the packet open. */
  readonly team: RunningConsole;
  /**
   * Like `ready`, but one console for all tests of a worker: for a test that decides nothing about the first packet, and
   * changes nothing that another one goes by. Other tests may have imported, signed in and out, and filled the journal.
   */
  readonly shared: RunningConsole;
  /** The same, with HOLD signed about the packet. */
  readonly decided: RunningConsole;
  /**
   * Whether the owner's passphrase costs as much work as in use, about a second: `test.use({ fullWork: true })` where a
   * test is about what happens meanwhile.
   */
  readonly fullWork: boolean;
}

/** The stations that the others of a worker are copies of. */
interface Models {
  /** Furnished as a person does it. */
  readonly made: string;
  /** A copy whose owner's key file asks for little work. */
  readonly light: string;
}

/** What is made for a whole worker is not part of the time that one test has. */
const LONGEST_MS = 300_000;

/** What all tests of a worker have together. Each is made for the first test that asks for it. */
interface OfWorker {
  readonly models: Models;
  readonly staffedModel: string;
  readonly sharedConsole: RunningConsole;
  readonly decidedConsole: RunningConsole;
}

/** Playwright's `test` with stations, each on a data folder of its own. */
export const test = base.extend<Stations, OfWorker>({
  models: [
    // Playwright reads from the pattern which fixtures are needed; an empty one is no pattern to the linter.
    async ({ playwright: _ }, use) => {
      const running = await startConsole();
      await createOwner(running);
      await importFrom(running, mediumWith({ [MARKDOWN]: packetText() }), [MARKDOWN]);
      await running.close();
      const light = copyOf(running.data);
      await lowerWork(light, PASSPHRASE);
      await use({ made: running.data, light });
    },
    { scope: 'worker', timeout: LONGEST_MS },
  ],

  staffedModel: [
    async ({ models }, use) => {
      const running = await startConsole(copyOf(models.light));
      await signIn(running, OWNER);
      for (const person of [OPERATOR, AUDITOR]) {
        await enrol(running, person);
        await lowerWork(running.data, person.passphrase);
      }
      await running.close();
      await use(running.data);
    },
    { scope: 'worker', timeout: LONGEST_MS },
  ],

  sharedConsole: [
    async ({ models }, use) => {
      const running = await startConsole(copyOf(models.light));
      await use(running);
      await running.close();
    },
    { scope: 'worker', timeout: LONGEST_MS },
  ],

  decidedConsole: [
    async ({ models }, use) => {
      const running = await startConsole(copyOf(models.light));
      await beginAnew(running);
      await signDefault(running, 'HOLD_PRODUCTION');
      await use(running);
      await running.close();
    },
    { scope: 'worker', timeout: LONGEST_MS },
  ],

  fullWork: [false, { option: true }],

  start: async ({ playwright: _ }, use, info) => {
    const started: RunningConsole[] = [];
    await use(async (data, env) => {
      const running = await startConsole(data, env);
      started.push(running);
      return running;
    });
    for (const [index, running] of started.entries()) {
      if (info.status !== info.expectedStatus && !running.review.isClosed()) {
        await running.review.screenshot({ path: info.outputPath(`review-${index}.png`) });
      }
      await running.close();
    }
  },

  first: async ({ start }, use) => use(await start()),

  furnished: async ({ models, fullWork }, use) => use(copyOf(fullWork ? models.made : models.light)),

  ready: async ({ start, furnished }, use) => {
    const running = await start(furnished);
    await signIn(running, OWNER);
    await openPacket(running.review, MARKDOWN);
    await use(running);
  },

  staffed: async ({ staffedModel }, use) => use(copyOf(staffedModel)),

  team: async ({ start, staffed }, use) => {
    const running = await start(staffed);
    await signIn(running, OWNER);
    await openPacket(running.review, MARKDOWN);
    await use(running);
  },

  shared: async ({ sharedConsole }, use, info) => {
    await beginAnew(sharedConsole);
    await use(sharedConsole);
    await keepPicture(sharedConsole, info);
  },

  decided: async ({ decidedConsole }, use, info) => {
    await beginAnew(decidedConsole);
    await use(decidedConsole);
    await keepPicture(decidedConsole, info);
  },
});

/** Whatever the test before has left open: the review page is as after a start, its owner signed in, the packet open. */
async function beginAnew(running: RunningConsole): Promise<void> {
  const { app, review } = running;
  for (const page of app.windows()) if (page !== review) await page.close();
  await running.chooseFolders();
  await review.emulateMedia({ colorScheme: null, reducedMotion: null, forcedColors: null });
  // A page that is loaded anew while it is loaded for the first time would end the console.
  await expect(review.getByRole('navigation', { name: 'Sections' })).toBeVisible();
  await review.waitForLoadState('load');
  await review.reload();
  const { session, identities } = answered(await ask(review, 'station/status', {}));
  const owner = identities.find(({ name }) => name === OWNER);
  if (session === null || session.identity !== owner?.id) await signIn(running, OWNER);
  await openPacket(review, MARKDOWN);
}

/** Of a test that failed. A worker in which one failed is not used again, nor are its consoles. */
async function keepPicture({ review }: RunningConsole, info: TestInfo): Promise<void> {
  if (info.status === info.expectedStatus || review.isClosed()) return;
  await review.screenshot({ path: info.outputPath('review.png') });
}

function copyOf(data: string): string {
  const copy = freshFolder('data');
  cpSync(data, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}
