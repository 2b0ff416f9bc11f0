import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ElectronApplication, _electron as electron, type Page } from '@playwright/test';
import { UNSEALED_SENTENCE } from '../../electron/station/start-terms.ts';
import { type Choice, Choices, isLoadedChooser } from './choose.ts';

/** The unpacked application that electron-builder made: what a person starts. */
export const EXECUTABLE = join(import.meta.dirname, '../../out/dist/linux-unpacked/holdfast');

/** The application as it is released, unpacked. */
export const RELEASE = join(import.meta.dirname, '../../out/release/packed/linux-unpacked');

/** What sealed starts begin with. */
export const LAUNCHER = join(EXECUTABLE, '../seal/launch');

/** Playwright drives Electron through sockets, which the seal refuses: whatever it starts itself is started without. */
export const WITHOUT_SEAL = `--unsealed=${UNSEALED_SENTENCE}`;

/** What every way of driving the application gives: its review window, and the windows that open after it. */
export interface DrivenConsole {
  readonly review: Page;
  readonly data: string;
  nextWindow(): Promise<Page>;
  close(): Promise<void>;
}

/** A running console: the real application on a data folder of its own. */
export interface RunningConsole extends DrivenConsole {
  readonly app: ElectronApplication;
  /** Answers the next choosers with these, and cancels those after them. `'by hand'`: the test itself does it. */
  chooseFolders(...choices: readonly Choice[]): Promise<void>;
  /** The chooser that opens. */
  nextChooser(): Promise<Page>;
}

export function freshFolder(what: string): string {
  return mkdtempSync(join(tmpdir(), `holdfast-${what}-`));
}

/** Starts the application. Without `data` it is a first run. `env` is added to the test's own environment. */
export async function startConsole(
  data = freshFolder('data'),
  env: Readonly<Record<string, string>> = {},
): Promise<RunningConsole> {
  const noSandbox = process.env.HOLDFAST_NO_SANDBOX === '1';
  const app = await electron.launch({
    executablePath: EXECUTABLE,
    args: [`--user-data-dir=${data}`, WITHOUT_SEAL],
    chromiumSandbox: !noSandbox,
    timeout: 30_000,
    env: { ...definedEnvironment(), ...env },
  });
  const review = await app.firstWindow();
  const choices = new Choices(app);
  return {
    app,
    review,
    data,
    nextWindow: () => app.waitForEvent('window', async (page) => !(await isLoadedChooser(page))),
    nextChooser: () => app.waitForEvent('window', isLoadedChooser),
    chooseFolders: async (...answers) => choices.set(answers),
    close: () => app.close(),
  };
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** The signing window, once it is open. */
export async function signingWindow(running: DrivenConsole, open: () => Promise<void>): Promise<Page> {
  const [page] = await Promise.all([running.nextWindow(), open()]);
  await page.waitForLoadState('domcontentloaded');
  return page;
}
