// Loaded before each test file in CI: properties are tried with the same cases every time. Threads that a test starts load
// it too, and have no properties.
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  const { default: fc } = await import('fast-check');
  fc.configureGlobal({ seed: 20260612 });
}
