import { join } from 'node:path';
import { defineConfig } from '@playwright/test';

const scratch = process.env.HOLDFAST_SCRATCH ?? join(import.meta.dirname, '../../out/scratch');

// Each worker has a display of its own.
const display = process.env.HOLDFAST_DISPLAYS?.split(' ')[Number(process.env.TEST_PARALLEL_INDEX ?? 0)];
if (display !== undefined) process.env.DISPLAY = display;

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  // A test with the tag @long takes long, or is one of many that show much the same: `npm run test:long` runs it.
  projects: [
    { name: 'short', grepInvert: /@long/ },
    { name: 'long', grep: /@long/ },
  ],
  outputDir: join(scratch, 'test-results'),
  timeout: 90_000,
  expect: { timeout: 15_000 },
  fullyParallel: false,
  // A shared machine can stall for seconds; a second try is reported as flaky, never hidden.
  retries: process.env.CI === undefined ? 0 : 1,
  reporter: [['list']],
});
