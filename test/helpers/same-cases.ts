// Loaded before each test file in CI: properties are tried with the same cases every time.
import fc from 'fast-check';

fc.configureGlobal({ seed: 20260612 });
