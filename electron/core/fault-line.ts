const MOST_PLACES = 6;
const KIND = /^[A-Za-z]{1,60}$/;
const CODE = /^[A-Z][A-Z0-9_]{1,60}$/;
/** The file's name alone, not the folders it lies in. */
const PLACE = /^\s+at .*?([\w.-]+\.[cm]?js:\d+:\d+)\)?$/;

/**
 * An error in one line, for a person to pass on: its kind, its code and where in our code it was. Its message is left out:
 * it may quote a packet, a path or what somebody typed.
 */
export function faultLine(thrown: unknown): string {
  if (!(thrown instanceof Error)) return `no error, but ${typeof thrown}`;
  const { name, message, stack = '' } = thrown;
  const kind = KIND.test(name) ? name : 'Error';
  const code = 'code' in thrown && typeof thrown.code === 'string' && CODE.test(thrown.code) ? ` ${thrown.code}` : '';
  // The message stands before the places, and may look like one. Where it does not stand there, nobody knows what does.
  const at = stack.indexOf(message);
  const afterMessage = at === -1 ? '' : stack.slice(at + message.length);
  const places = afterMessage.split('\n').flatMap((line) => PLACE.exec(line)?.[1] ?? []);
  return `${kind}${code}${places.length === 0 ? '' : ` at ${places.slice(0, MOST_PLACES).join(', ')}`}`;
}
