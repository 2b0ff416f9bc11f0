import { createHash } from 'node:crypto';
import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { openWithPassphrase } from '../../electron/core/keyring/age-file.ts';
import { parseOpenSshPrivateKey } from '../../electron/core/keyring/openssh-private.ts';
import { must } from './must.ts';

/** What is searched for, each under a name that says what it is. */
export type Needles = Readonly<Record<string, Uint8Array>>;

const CHUNK = 16 * 1024 * 1024;

/** Whatever of a text may lie in memory, as programs hold texts. */
export function formsOf(name: string, text: string): Needles {
  return { [`${name}, UTF-8`]: Buffer.from(text), [`${name}, UTF-16`]: Buffer.from(text, 'utf16le') };
}

/** What nobody may find of the one key that a station keeps: its passphrase, its seed, what is derived of it, its file's text. */
export async function secretsOf(data: string, passphrase: string): Promise<Needles> {
  const folder = join(data, 'keyring/keys');
  const [name = ''] = readdirSync(folder);
  const text = must(await openWithPassphrase(readFileSync(join(folder, name)), passphrase));
  const { seed } = must(parseOpenSshPrivateKey(text, null));
  const expanded = createHash('sha512').update(seed).digest();
  const scalar = Buffer.from(expanded.subarray(0, 32));
  scalar.writeUInt8(scalar.readUInt8(0) & 248, 0);
  scalar.writeUInt8((scalar.readUInt8(31) & 63) | 64, 31);
  // The first line of the text is the same for every key.
  const lines = Buffer.from(text).toString('latin1').trim().split('\n').slice(2, -1);
  const ofLines = lines.map((line, i) => formsOf(`line ${i + 2} of the key's text`, line));
  return Object.assign(
    { seed, 'half of the expanded seed': expanded.subarray(0, 32), scalar, 'signing prefix': expanded.subarray(32) },
    formsOf('passphrase', passphrase),
    ...ofLines,
  );
}

/** How often each of these is in a process's memory; nothing of those that are not. Empty for a process that has ended. */
export function searchMemory(pid: number, needles: Needles): Readonly<Record<string, number>> {
  const memory = open(pid);
  if (memory === null) return {};
  const found: Record<string, number> = {};
  const longest = Math.max(...Object.values(needles).map(({ length }) => length));
  const chunk = Buffer.allocUnsafe(CHUNK + longest);
  try {
    for (const { start, end } of regionsOf(pid)) {
      for (let at = start; at < end; at += CHUNK) {
        const length = read(memory, chunk, at, Math.min(end - at, CHUNK + longest - 1));
        for (const [name, needle] of Object.entries(needles)) {
          const times = timesIn(chunk.subarray(0, length), needle);
          if (times > 0) found[name] = (found[name] ?? 0) + times;
        }
      }
    }
    return found;
  } finally {
    closeSync(memory);
    // What was read must not be found in the memory of whoever searches, should that be searched as well.
    chunk.fill(0);
  }
}

function timesIn(bytes: Buffer, needle: Uint8Array): number {
  let times = 0;
  for (let at = bytes.indexOf(needle); at !== -1; at = bytes.indexOf(needle, at + 1)) times++;
  return times;
}

/** @throws when the process is there and its memory may not be read: then nothing is known of it */
function open(pid: number): number | null {
  try {
    return openSync(`/proc/${pid}/mem`, 'r');
  } catch (thrown) {
    if (hasEnded(pid)) return null;
    throw thrown;
  }
}

function hasEnded(pid: number): boolean {
  try {
    return /^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return true;
  }
}

/** Everything that can be read and is not just a file's content: what a process has written, or others for it. */
function regionsOf(pid: number): readonly { readonly start: number; readonly end: number }[] {
  if (hasEnded(pid)) return [];
  return readFileSync(`/proc/${pid}/maps`, 'latin1')
    .split('\n')
    .flatMap((line) => {
      const [range = '', access = '', , , , path = ''] = line.split(/\s+/);
      if (!access.startsWith('r') || /^\[v(var|dso|syscall)/.test(path)) return [];
      const isFile = path.startsWith('/') && !/^\/(dev\/shm|memfd:|dev\/zero|SYSV)/.test(path);
      if (isFile && access[1] !== 'w') return [];
      const [start = 0, end = 0] = range.split('-').map((bound) => Number.parseInt(bound, 16));
      return [{ start, end }];
    });
}

/** 0 for what is not there any more: the process goes on while it is searched. */
function read(memory: number, into: Buffer, at: number, length: number): number {
  try {
    return readSync(memory, into, 0, length, at);
  } catch (thrown) {
    if (thrown instanceof Error && /EIO|EFAULT|ESRCH/.test(thrown.message)) return 0;
    throw thrown;
  }
}
