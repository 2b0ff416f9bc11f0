// fast-check as the tests get it. How many cases each property is tried with is decided here alone: the number that its
// test asks for is that of a day's work on what it tests, `npm test` tries a part of it, `npm run test:long` many times it.
import fc from 'fast-check';

/** The fewest that `npm test` tries where a test asks for as many. */
const FEW = 6;
const PART = 1 / 4;
const TIMES = 10;

const isLong = process.env.HOLDFAST_LONG !== undefined;
// A change is judged by the same cases as the one before it; whoever runs the tests by hand tries new ones.
if (process.env.CI !== undefined && !isLong) fc.configureGlobal({ seed: 20260612 });

/** @param {number} asked @returns {number} */
function casesFor(asked) {
  if (isLong) return asked * TIMES;
  return Math.max(Math.min(asked, FEW), Math.ceil(asked * PART));
}

/**
 * fast-check's own, with so many cases.
 * @template Ts
 * @param {import('fast-check').IRawProperty<Ts>} property
 * @param {import('fast-check').Parameters<Ts>} [params]
 */
export function assert(property, params) {
  return fc.assert(property, { ...params, numRuns: casesFor(params?.numRuns ?? 100) });
}

export * from 'fast-check';
export default { ...fc, assert };
