/** Whether everything is to be tried: `npm run test:long`. */
export const isLong = process.env.HOLDFAST_LONG !== undefined;

/**
 * What of two lists is tried together. In `npm test` each of both at least once, `all` with one of `others` in turn; each
 * with each in the long tests.
 */
export function pairs<One, Other>(
  all: readonly One[],
  others: readonly Other[],
): readonly { readonly one: One; readonly other: Other }[] {
  return all.flatMap((one, index) =>
    others.filter((_, at) => isLong || at === index % others.length).map((other) => ({ one, other })),
  );
}

/** All of a list in the long tests, and otherwise so many of it, from its beginning to its end. */
export function some<One>(all: readonly One[], most: number): readonly One[] {
  const step = isLong ? 1 : Math.ceil(all.length / most);
  return all.filter((_, index) => index % step === 0);
}
