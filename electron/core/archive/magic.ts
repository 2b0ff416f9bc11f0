/**
 * What a file is by its first bytes. Its name is nobody's word: an archive called otherwise is still one, and a file that
 * is called an archive may be anything.
 */
import { asBuffer } from './as-buffer.ts';
import { BLOCK_BYTES, looksLikeTar } from './tar-header.ts';

/** Bytes of a file's head that are looked at. */
export const HEAD_BYTES = BLOCK_BYTES;

const ZIP = ['504b0304', '504b0506', '504b0606'];
const GZIP = '1f8b';

export type ReadForm = 'zip' | 'gzip' | 'tar';

/** The archive that a file starts as, of those that are read; `null` for anything else. */
export function readFormOf(head: Uint8Array): ReadForm | null {
  const hex = asBuffer(head.subarray(0, 4)).toString('hex');
  if (ZIP.includes(hex)) return 'zip';
  if (hex.startsWith(GZIP)) return 'gzip';
  return looksLikeTar(head) ? 'tar' : null;
}

/** Hex, and the offset where it is not 0, of what is not read; by the formats' own specifications and file(1). */
const OTHERS: readonly (readonly [name: string, hex: string, offset?: number])[] = [
  ['an xz-compressed file', 'fd377a585a00'],
  ['a bzip2-compressed file', '425a68'],
  ['a zstd-compressed file', '28b52ffd'],
  ['an lz4-compressed file', '04224d18'],
  ['an lzip-compressed file', '4c5a4950'],
  ['an lzma-compressed file', '5d0000'],
  ['an lzop-compressed file', '894c5a4f000d0a1a0a'],
  ['a file of compress (.Z)', '1f9d'],
  ['a 7z archive', '377abcaf271c'],
  ['a rar archive', '526172211a07'],
  ['a cabinet (.cab)', '4d534346'],
  ['an lha archive', '2d6c68', 2],
  ['an ar archive, as .deb packages are', '213c617263683e0a'],
  ['an rpm package', 'edabeedb'],
  ['a cpio archive', '30373037303'],
  ['a cpio archive', 'c771'],
  ['a cpio archive', '71c7'],
  ['a xar archive', '78617221'],
  ['a squashfs image', '68737173'],
  ['a Windows image (.wim)', '4d5357494d000000'],
  ['an age-encrypted file', '6167652d656e6372797074696f6e2e6f72672f'],
  ['an age-encrypted file', '2d2d2d2d2d424547494e2041474520'],
  ['a PGP message', '2d2d2d2d2d424547494e20504750204d455353414745'],
];

/** The name of an archive or a compressed or encrypted file that is not read; `null` for anything else. */
export function otherArchive(head: Uint8Array): string | null {
  const hex = asBuffer(head).toString('hex');
  const found = OTHERS.find(([, magic, offset = 0]) => hex.startsWith(magic, 2 * offset));
  return found?.[0] ?? null;
}
