import { join } from 'node:path';
import { defineConfig } from '@playwright/test';

const scratch = process.env.HOLDFAST_SCRATCH ?? join(import.meta.dirname, '../../out/scratch');

export default defineConfig({
  testDir: '.',
  // A file that is named on the command line is of one of them, so none has to be chosen.
  projects: [
    { name: 'short', testMatch: '*.spec.ts', testIgnore: '*.long.spec.ts' },
    { name: 'long', testMatch: '*.long.spec.ts' },
  ],
  outputDir: join(scratch, 'test-results'),
  timeout: 90_000,
  expect: { timeout: 15_000 },
  workers: 2,
  fullyParallel: false,
  // A shared machine can stall for seconds; a second try is reported as flaky, never hidden.
  retries: process.env.CI === undefined ? 0 : 1,
  reporter: [['list']],
});
