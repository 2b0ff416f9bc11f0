/** A text of a catalogue in both languages, by its path: what stands there, or what a function gives for some parameters. */
export interface TextPair {
  readonly path: string;
  readonly en: string;
  readonly vi: string;
  /** What filled the English text, and so has to be in the other one. */
  readonly given: readonly string[];
}

/** Parameters that no text has by itself: as names, as counts, as lists. */
const PARAMETERS: readonly (readonly unknown[])[] = [
  ['Qx1', 'Qx2', 'Qx3', 'Qx4'],
  [173, 257, 389, 521],
  [['Qx1'], 257, 389, 521],
  ['Qx1', 257, 389, 521],
  ['Qx1', 'Qx2', 389, 521],
  [['Qx1'], ['Qx2'], 389],
  [1, 257],
  [257, 1],
];

/** Every text of two catalogues of one shape. A function is called with each of `PARAMETERS` that its English takes. */
export function textPairs(en: unknown, vi: unknown, path = ''): TextPair[] {
  if (typeof en === 'string') return [{ path, en, vi: text(vi, path), given: [] }];
  if (isFunction(en)) return PARAMETERS.flatMap((given) => called(en, vi, path, given));
  if (typeof en !== 'object' || en === null) return [];
  return Object.entries(en).flatMap(([key, value]) => textPairs(value, memberOf(vi, key), `${path}/${key}`));
}

function called(en: (...given: never[]) => unknown, vi: unknown, path: string, given: readonly unknown[]): TextPair[] {
  const said = tried(() => Reflect.apply(en, undefined, given));
  if (said === null || said.includes('undefined') || said.includes('NaN')) return [];
  if (!isFunction(vi)) throw new Error(`${path} is no function in Vietnamese`);
  const filled = given
    .flat()
    .map(String)
    .filter((one) => said.includes(one));
  return [
    {
      path: `${path}(${given.join(', ')})`,
      en: said,
      vi: text(Reflect.apply(vi, undefined, given), path),
      given: filled,
    },
  ];
}

function tried(call: () => unknown): string | null {
  try {
    const said = call();
    return typeof said === 'string' || Array.isArray(said) ? text(said, '') : null;
  } catch {
    // These parameters are not what the function takes.
    return null;
  }
}

/** A string, or a sentence with parts from outside. */
function text(said: unknown, path: string): string {
  if (typeof said === 'string') return said;
  if (!Array.isArray(said)) throw new Error(`${path} is no text`);
  return said.map((part: unknown) => (typeof part === 'string' ? part : String(memberOf(part, 'untrusted')))).join('');
}

function isFunction(value: unknown): value is (...given: never[]) => unknown {
  return typeof value === 'function';
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
