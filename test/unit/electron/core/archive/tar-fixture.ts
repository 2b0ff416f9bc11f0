/** One entry of a tar to build; what is given replaces what would be right. */
export interface TarEntry {
  readonly name: string | Buffer;
  readonly content?: Buffer;
  readonly type?: string;
  readonly mode?: number;
  readonly size?: number;
  readonly linkName?: string | Buffer;
  readonly magic?: string;
  readonly checksum?: number;
  readonly padding?: number;
  /** Text put into the header, by where it starts. */
  readonly fields?: Readonly<Record<number, string>>;
}

export const END_OF_TAR = Buffer.alloc(1024);

export function buildTar(entries: readonly TarEntry[], end: Buffer = END_OF_TAR): Buffer {
  return Buffer.concat([...entries.map(tarEntry), end]);
}

/** A pax extended header (`x`) or, as `g`, a global one. */
export function paxHeader(records: Record<string, string | Buffer>, type: 'x' | 'g' = 'x'): TarEntry {
  const content = Buffer.concat(Object.entries(records).map(([key, value]) => paxRecord(key, value)));
  return { name: 'pax', type, content };
}

export function paxRecord(key: string, value: string | Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(` ${key}=`), Buffer.from(value), Buffer.from('\n')]);
  let length = body.length;
  while (length !== body.length + String(length).length) length = body.length + String(length).length;
  return Buffer.concat([Buffer.from(String(length)), body]);
}

function tarEntry(entry: TarEntry): Buffer {
  const content = entry.content ?? Buffer.alloc(0);
  const block = Buffer.alloc(512);
  Buffer.from(entry.name).copy(block, 0, 0, 100);
  block.write(octal(entry.mode ?? 0o644, 7), 100, 'latin1');
  block.write(octal(0, 7), 108, 'latin1');
  block.write(octal(0, 7), 116, 'latin1');
  block.write(octal(entry.size ?? content.length, 11), 124, 'latin1');
  block.write(octal(0, 11), 136, 'latin1');
  block.write('        ', 148, 'latin1');
  block.write(entry.type ?? '0', 156, 'latin1');
  Buffer.from(entry.linkName ?? '').copy(block, 157, 0, 100);
  block.write(entry.magic ?? 'ustar\x0000', 257, 'latin1');
  for (const [at, text] of Object.entries(entry.fields ?? {})) block.write(text, Number(at), 'latin1');
  const sum = entry.checksum ?? block.reduce((total, byte) => total + byte, 0);
  block.write(`${octal(sum, 6)}\0 `, 148, 'latin1');
  const padding = Buffer.alloc((512 - (content.length % 512)) % 512, entry.padding ?? 0);
  return Buffer.concat([block, content, padding]);
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0');
}
