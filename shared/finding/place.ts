/** A file that a finding may speak of, and the line. */
export interface FindingPlace {
  readonly path: string;
  readonly line: number | null;
}

const LINE_OF_FILE = /^(.+), line ([1-9][0-9]{0,14})(?:: [\s\S]*)?$/;

/**
 * What the `where` of a finding about a tree may name: the whole of it as a path, or a file and its line, as in
 * `SHA256SUMS, line 3: logs/run.log`. Only the tree knows which of them there is.
 */
export function placesIn(where: string): readonly FindingPlace[] {
  const [, path, line] = LINE_OF_FILE.exec(where) ?? [];
  const whole = { path: where, line: null };
  return path === undefined ? [whole] : [whole, { path, line: Number(line) }];
}

/** The line of a document that the `where` of a finding about a packet names: `line 12`; `null` for another form. */
export function lineIn(where: string): number | null {
  const [, line] = /^line ([1-9][0-9]{0,14})$/.exec(where) ?? [];
  return line === undefined ? null : Number(line);
}
