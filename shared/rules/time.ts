/**
 * Whether one instant lies after another; both UTC, RFC 3339. A time that cannot be read is a bug of whoever verified
 * the statement, since its schema has a time there; it is an exception and not an answer.
 */
export function isAfter(instant: string, other: string): boolean {
  return millisecondsOf(instant) > millisecondsOf(other);
}

function millisecondsOf(instant: string): number {
  const milliseconds = Date.parse(instant);
  if (Number.isNaN(milliseconds)) throw new RangeError(`not a time: ${instant}`);
  return milliseconds;
}
