/**
 * Path order: that of the paths' UTF-8 bytes, as `LC_ALL=C sort` and git have it, without encoding them. UTF-8 sorts
 * by code point; UTF-16 does too but for surrogates, which stand for the highest code points and are not the highest
 * code units.
 * @param a without lone surrogates
 * @param b without lone surrogates
 */
export function comparePaths(a: string, b: string): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const [left, right] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

/** U+E000 to U+FFFF moved below the surrogates. */
function rank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}
