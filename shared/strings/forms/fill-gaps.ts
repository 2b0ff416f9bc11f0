/** The names of a text's gaps: `'file' | 'size'` for `'{file} has {size} bytes.'`. */
export type Gap<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Gap<Rest> : never;

/** The text with its gaps filled. A gap that nothing is given for stays visible. */
export function fillGaps(text: string, given: Readonly<Record<string, string | number | undefined>>): string {
  return text.replace(/\{([a-z]+)\}/gi, (gap, name: string) => String(given[name] ?? gap));
}
