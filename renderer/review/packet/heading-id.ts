/** The anchor of the heading in this line of a document. */
export function headingId(line: number): string {
  return `document-line-${line}`;
}
