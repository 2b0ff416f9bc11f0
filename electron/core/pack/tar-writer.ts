import type { BagEntry } from './bag.ts';

const BLOCK_BYTES = 512;
const LARGEST_OCTAL_SIZE = 0o77777777777;
const LONGEST_NAME = 100;

/** What a pax header is called, for tools that do not know it. */
const PAX_NAME = 'PaxHeaders/entry';

/**
 * A tar (POSIX ustar, with a pax header where a name, target or size does not fit), the same bytes for the same
 * entries: times and owners are zero. @param top the folder that all entries are put in
 */
export function* tarBytes(entries: Iterable<BagEntry>, top: string): Generator<Uint8Array> {
  for (const entry of entries) {
    const path = `${top}/${entry.path}${entry.kind === 'directory' ? '/' : ''}`;
    if (entry.kind === 'symlink') {
      yield* header(path, '2', 0o777, 0, Buffer.concat([...entry.content]));
    } else {
      const isPlain = entry.kind === 'file';
      yield* header(path, entry.kind === 'directory' ? '5' : '0', isPlain ? 0o644 : 0o755, entry.size, Buffer.alloc(0));
      yield* entry.content;
      yield Buffer.alloc(paddingAfter(entry.size));
    }
  }
  yield Buffer.alloc(2 * BLOCK_BYTES);
}

function* header(path: string, type: string, mode: number, size: number, target: Buffer): Generator<Uint8Array> {
  const name = Buffer.from(path);
  const records = [
    ...(fits(name) ? [] : [paxRecord('path', name)]),
    ...(fits(target) ? [] : [paxRecord('linkpath', target)]),
    ...(size <= LARGEST_OCTAL_SIZE ? [] : [paxRecord('size', Buffer.from(String(size)))]),
  ];
  if (records.length > 0) {
    const body = Buffer.concat(records);
    yield block(Buffer.from(PAX_NAME), 'x', 0o644, body.length, Buffer.alloc(0));
    yield body;
    yield Buffer.alloc(paddingAfter(body.length));
  }
  yield block(name, type, mode, size <= LARGEST_OCTAL_SIZE ? size : 0, target);
}

/** ustar has room for 100 bytes, and leaves open what a byte beyond ASCII means. */
function fits(name: Buffer): boolean {
  return name.length <= LONGEST_NAME && name.every((byte) => byte < 0x80);
}

function block(name: Buffer, type: string, mode: number, size: number, target: Buffer): Buffer {
  const bytes = Buffer.alloc(BLOCK_BYTES);
  name.copy(bytes, 0, 0, LONGEST_NAME);
  bytes.write(`${octal(mode, 7)}\0${octal(0, 7)}\0${octal(0, 7)}\0`, 100, 'latin1');
  bytes.write(`${octal(size, 11)}\0${octal(0, 11)}\0`, 124, 'latin1');
  bytes.write(`        ${type}`, 148, 'latin1');
  target.copy(bytes, 157, 0, LONGEST_NAME);
  bytes.write('ustar\x0000', 257, 'latin1');
  const sum = bytes.reduce((total, byte) => total + byte, 0);
  bytes.write(`${octal(sum, 6)}\0 `, 148, 'latin1');
  return bytes;
}

/** `length key=value\n`, the length counting itself. */
function paxRecord(key: string, value: Buffer): Buffer {
  const rest = Buffer.concat([Buffer.from(` ${key}=`), value, Buffer.from('\n')]);
  let length = rest.length + 1;
  while (length !== rest.length + String(length).length) length = rest.length + String(length).length;
  return Buffer.concat([Buffer.from(String(length)), rest]);
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0');
}

function paddingAfter(size: number): number {
  return (BLOCK_BYTES - (size % BLOCK_BYTES)) % BLOCK_BYTES;
}
