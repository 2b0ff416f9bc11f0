import { cpSync } from 'node:fs';
import { test as base } from '@playwright/test';
import { freshFolder, type RunningConsole, startConsole } from './console.ts';
import { lowerWork } from './key-files.ts';
import { MARKDOWN, mediumWith, packetText } from './packets.ts';
import { createOwner, importFrom, OWNER, openPacket, PASSPHRASE, signIn } from './steps.ts';

interface Stations {
  /** Starts a console; the test closes it or leaves that to us. Without a folder it is a first run. */
  readonly start: (data?: string, env?: Readonly<Record<string, string>>) => Promise<RunningConsole>;
  /** A first run. */
  readonly first: RunningConsole;
  /** The data folder of a closed station that has an owner and the first packet. */
  readonly furnished: string;
  /** Such a station, running, its owner signed in, with the packet open. */
  readonly ready: RunningConsole;
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

/** Playwright's `test` with stations, each on a data folder of its own. */
export const test = base.extend<Stations, { readonly models: Models }>({
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
    { scope: 'worker' },
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
});

function copyOf(data: string): string {
  const copy = freshFolder('data');
  cpSync(data, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}
