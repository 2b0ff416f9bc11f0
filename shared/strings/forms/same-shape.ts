/**
 * What a catalogue in another language has to give: the same keys and the same parameters, with words of its own. A key
 * that is missing, or one too many, does not compile.
 */
export type SameShape<T> = T extends string
  ? string
  : T extends (...given: never[]) => unknown
    ? T
    : { readonly [Key in keyof T]: SameShape<T[Key]> };
