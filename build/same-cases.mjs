// fast-check as the tests get it in CI: properties are tried with the same cases every time.
import fc from 'fast-check';

fc.configureGlobal({ seed: 20260612 });

export * from 'fast-check';
export default fc;
