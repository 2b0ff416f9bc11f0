/**
 * Why a test is skipped on a machine that lacks what it needs; `false` where that is there. In CI nothing is skipped:
 * there the whole file fails, and says what is missing.
 */
export function skipWithout(isThere: boolean, why: string): string | false {
  if (isThere) return false;
  if (process.env.CI !== undefined) throw new Error(`In CI no test is skipped, but ${why}.`);
  return why;
}
