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
