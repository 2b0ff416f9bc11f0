/**
 * Which lines of a text file are a public key. Blank lines, comments (`#`), either line end, tabs and several blanks between
 * fields, and text around a PEM block are passed over, as ssh-keygen and openssl do it. Nothing else is: a file of two
 * keys, or of a key and something that is not understood, does not say what is meant.
 */
import { err, ok, type Result } from '../result.ts';

/** One key as text; neither its base64 nor what it encodes has been looked at. */
export type KeyText =
  | { readonly form: 'pem'; readonly base64: string }
  | { readonly form: 'openssh'; readonly type: string; readonly base64: string; readonly comment: string };

/** Why there is not one key: what was found instead, and where. */
export interface NoKeyText {
  readonly where: string;
  readonly observed: string;
}

/** What begins at a line: a key, something with a name of its own, or text that is nothing here. */
type Item = { readonly line: number } & (
  | { readonly kind: 'key'; readonly key: KeyText }
  | { readonly kind: 'foreign'; readonly name: string }
  | { readonly kind: 'text' }
);

const PEM_BEGIN = /^-----BEGIN (?<label>[A-Z0-9 ]+)-----$/;
const SPKI_LABEL = 'PUBLIC KEY';
const READ_TYPES = ['ssh-ed25519', 'sk-ssh-ed25519@openssh.com'];
const KEY_TYPE = /^(?:ssh-|ecdsa-sha2-|sk-(?:ssh|ecdsa)-|rsa-sha2-)[a-z0-9@.-]+$/;
const AUTHORIZED_KEYS_OPTION =
  /^(?:agent-forwarding|cert-authority|command=|environment=|expiry-time=|from=|no-|permit|port-forwarding|principals=|pty|restrict|tunnel=|user-rc|verify-required|x11-forwarding)/i;

/** What people take for a public key, by how its line begins. */
const FOREIGN: readonly (readonly [RegExp, string])[] = [
  [/^---- BEGIN SSH2 PUBLIC KEY ----/, 'a key in RFC 4716 form, which ssh-keygen -i -f FILE converts'],
  [/^---- BEGIN SSH2 /, 'a private key'],
  [/^(?:PuTTY-User-Key-File-|AGE-SECRET-KEY-)/, 'a private key'],
  [/^age1/, 'an age recipient, which encrypts and signs nothing'],
  [/^untrusted comment:/, 'a minisign or signify key'],
  [/^[[{]/, 'JSON'],
];

/** The one key of a text file. */
export function keyTextIn(text: string): Result<KeyText, NoKeyText> {
  const items = itemsOf(text.replace(/^\uFEFF/, '').split(/\r\n|[\r\n]/));
  const named = items.filter(({ kind }) => kind !== 'text');
  const [first, second] = named;
  if (first === undefined) return err(nothingIn(items));
  if (second !== undefined) {
    const lines = named.map(({ line }) => line).join(', ');
    return noKey(first, `${named.length} keys (lines ${lines}), where one is wanted`);
  }
  if (first.kind !== 'key') return noKey(first, first.kind === 'foreign' ? first.name : 'text');
  const inTheWay = first.key.form === 'pem' ? undefined : items.find(({ kind }) => kind === 'text');
  if (inTheWay !== undefined) return noKey(inTheWay, 'a line that is neither a key, a comment (#) nor blank');
  return ok(first.key);
}

function nothingIn([first]: readonly Item[]): NoKeyText {
  if (first === undefined) return { where: 'public key', observed: 'an empty file' };
  return {
    where: `public key, line ${first.line}`,
    observed: 'neither an OpenSSH public key line nor an SPKI PEM block',
  };
}

function noKey({ line }: Item, observed: string): { readonly ok: false; readonly error: NoKeyText } {
  return err({ where: `public key, line ${line}`, observed });
}

function itemsOf(lines: readonly string[]): readonly Item[] {
  const items: Item[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = trimmed(lines[at] ?? '');
    if (line === '' || line.startsWith('#')) continue;
    const label = PEM_BEGIN.exec(line)?.groups?.label;
    if (label === undefined) {
      items.push(itemOf(line, at + 1));
      continue;
    }
    const end = lines.findIndex((one, index) => index > at && trimmed(one) === `-----END ${label}-----`);
    const body = lines.slice(at + 1, end === -1 ? undefined : end);
    items.push({ line: at + 1, ...pemBlock(label, end === -1 ? null : body.map(trimmed).join('')) });
    at += body.length + 1;
  }
  return items;
}

function pemBlock(
  label: string,
  base64: string | null,
): Pick<Extract<Item, { kind: 'key' }>, 'kind' | 'key'> | Foreign {
  if (label.endsWith('PRIVATE KEY')) return { kind: 'foreign', name: 'a private key' };
  if (label !== SPKI_LABEL) return { kind: 'foreign', name: `a PEM block ${label}, not ${SPKI_LABEL}` };
  if (base64 === null) return { kind: 'foreign', name: 'a PEM block without its end' };
  return { kind: 'key', key: { form: 'pem', base64 } };
}

type Foreign = { readonly kind: 'foreign'; readonly name: string };

function itemOf(text: string, line: number): Item {
  const foreign = FOREIGN.find(([begins]) => begins.test(text));
  if (foreign !== undefined) return { line, kind: 'foreign', name: foreign[1] };
  const fields = text.split(/[ \t]+/);
  const at = fields.findIndex((one) => KEY_TYPE.test(one));
  const type = fields[at];
  if (type === undefined) return { line, kind: 'text' };
  if (at > 0) return { line, kind: 'foreign', name: lineOfAFile(fields[0] ?? '') };
  if (!READ_TYPES.includes(type)) {
    return {
      line,
      kind: 'foreign',
      name: type.includes('-cert-') ? `a certificate (${type})` : `a key of type ${type}`,
    };
  }
  const comment = /^\S+[ \t]+\S+[ \t]+(?<comment>.*)$/s.exec(text)?.groups?.comment ?? '';
  return { line, kind: 'key', key: { form: 'openssh', type, base64: fields[1] ?? '', comment } };
}

/** A key line with something before the key, as these files have it. */
function lineOfAFile(before: string): string {
  const file = AUTHORIZED_KEYS_OPTION.test(before) ? 'authorized_keys' : 'allowed_signers or known_hosts';
  return `a line of ${file}, with ${JSON.stringify(before)} before the key: leave the key type and what follows it`;
}

function trimmed(line: string): string {
  return line.replace(/^[ \t]+|[ \t]+$/g, '');
}
