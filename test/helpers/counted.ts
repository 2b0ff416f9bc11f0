import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chromium } from '@playwright/test';
import { type DrivenConsole, EXECUTABLE, freshFolder, RELEASE, WITHOUT_SEAL } from './console.ts';

/** Runs its arguments in a network namespace with links that are up, and counts the packets. */
const COUNTED = join(import.meta.dirname, 'counted.sh');

/** The links of that namespace. */
export const COUNTED_LINKS = ['link0', 'link1'] as const;

/** A console whose packets are counted. */
export interface CountedConsole extends DrivenConsole {
  /** Gives a carrier to links that were started down. */
  raiseLinks(): void;
  /** Closes it, and gives how many packets its processes sent, the loopback's included. */
  packetsSent(): Promise<number>;
}

/**
 * The release with the code of the development build, which lets itself be driven: the executable, its fuses, the launcher and
 * the filter are the release's. Nobody can drive the release itself.
 * @returns its folder
 */
export function drivenRelease(): string {
  const folder = freshFolder('driven');
  cpSync(RELEASE, folder, { recursive: true });
  for (const file of ['resources/app.asar', 'seal/sums'])
    copyFileSync(join(dirname(EXECUTABLE), file), join(folder, file));
  return folder;
}

/**
 * Starts the application under the packet counter. It is driven through a pipe (`--remote-debugging-pipe`), since a
 * debugging socket would be traffic of its own; so nothing of the main process can be reached from the test.
 * `links` that are down have no carrier until `raiseLinks`. `sealed`: the folder of an application that its launcher starts, on a
 * system without fonts; without its seal the application has only its own guards.
 */
export async function startCounted(
  data = freshFolder('data'),
  links: 'up' | 'down' = 'up',
  sealed: string | null = null,
  wrapper: readonly string[] = [],
): Promise<CountedConsole> {
  const folder = freshFolder('counted');
  const [result, raisedBy] = [join(folder, 'packets'), join(folder, 'links-up')];
  const context = await chromium.launchPersistentContext(data, {
    executablePath: COUNTED,
    ignoreDefaultArgs: true,
    args: [
      ...wrapper,
      ...(sealed === null ? [EXECUTABLE, WITHOUT_SEAL] : [join(sealed, 'seal/launch')]),
      `--user-data-dir=${data}`,
      '--remote-debugging-pipe',
      ...(process.env.HOLDFAST_NO_SANDBOX === '1' ? ['--no-sandbox'] : []),
    ],
    env: {
      ...process.env,
      COUNTED_RESULT: result,
      ...(links === 'up' ? {} : { COUNTED_RAISED_BY: raisedBy }),
      ...(sealed === null ? {} : { COUNTED_WITHOUT_FONTS: '1' }),
    },
    // Electron does not answer what Playwright asks to fit a window to a viewport.
    viewport: null,
  });
  const review = context.pages()[0] ?? (await context.waitForEvent('page'));
  await review.waitForLoadState('domcontentloaded');
  return {
    review,
    data,
    nextWindow: () => context.waitForEvent('page'),
    close: () => context.close(),
    raiseLinks: () => writeFileSync(raisedBy, ''),
    packetsSent: async () => {
      await context.close();
      return Number(readFileSync(result, 'utf8'));
    },
  };
}

/** How many packets a program sends under the counter. */
export function packetsSentBy(...command: readonly string[]): number {
  const result = join(freshFolder('counted'), 'packets');
  spawnSync(COUNTED, command, { env: { ...process.env, COUNTED_RESULT: result } });
  return Number(readFileSync(result, 'utf8'));
}
