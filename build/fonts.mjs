// The fonts of the screen as files that the system's own text drawing reads: for dialogs of the system, and for pages on a
// machine that has no font at all.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { inflateSync } from 'node:zlib';

const root = dirname(import.meta.dirname);
const FILES = join(root, 'node_modules/@fontsource/ibm-plex-sans/files');
const WEIGHTS = [400, 600];
const SUBSETS = ['latin', 'latin-ext', 'vietnamese'];

/** Writes them, and their licence, to a folder. @param {string} folder */
export async function writeFonts(folder) {
  await mkdir(folder, { recursive: true });
  for (const subset of SUBSETS) {
    for (const weight of WEIGHTS) {
      const name = `ibm-plex-sans-${subset}-${weight}-normal`;
      await writeFile(join(folder, `${name}.ttf`), sfntOfWoff(await readFile(join(FILES, `${name}.woff`))));
    }
  }
  await writeFile(join(folder, 'LICENSE'), await readFile(join(FILES, '../LICENSE')));
}

const WOFF_HEADER = 44;
const WOFF_ENTRY = 20;
const SFNT_HEADER = 12;
const SFNT_ENTRY = 16;

/**
 * The font that a WOFF 1.0 file holds (W3C Recommendation of 2012, sections 3 to 5), table for table as it was packed.
 * @param {Buffer} woff @returns {Buffer}
 */
export function sfntOfWoff(woff) {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new Error('this is no WOFF file');
  const count = woff.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, at) => {
    const entry = WOFF_HEADER + at * WOFF_ENTRY;
    const [offset = 0, packedLength = 0, length = 0] = [4, 8, 12].map((field) => woff.readUInt32BE(entry + field));
    const packed = woff.subarray(offset, offset + packedLength);
    const content = packedLength === length ? packed : inflateSync(packed);
    if (content.length !== length) throw new Error('a table of the font has another length than it says');
    return { tag: woff.subarray(entry, entry + 4), checksum: woff.readUInt32BE(entry + 16), content };
  });
  const header = Buffer.alloc(SFNT_HEADER + count * SFNT_ENTRY);
  const power = 2 ** Math.floor(Math.log2(count));
  woff.copy(header, 0, 4, 8);
  header.writeUInt16BE(count, 4);
  header.writeUInt16BE(power * SFNT_ENTRY, 6);
  header.writeUInt16BE(Math.log2(power), 8);
  header.writeUInt16BE((count - power) * SFNT_ENTRY, 10);
  /** @type {Buffer[]} */
  const parts = [header];
  let end = header.length;
  for (const [at, { tag, checksum, content }] of tables.entries()) {
    const entry = SFNT_HEADER + at * SFNT_ENTRY;
    tag.copy(header, entry);
    header.writeUInt32BE(checksum, entry + 4);
    header.writeUInt32BE(end, entry + 8);
    header.writeUInt32BE(content.length, entry + 12);
    // Each table begins at a multiple of four.
    const padding = Buffer.alloc(-content.length & 3);
    parts.push(content, padding);
    end += content.length + padding.length;
  }
  return Buffer.concat(parts);
}
