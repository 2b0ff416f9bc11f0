import type { Voucher } from '../../../evidence/vouchers.ts';

/** Why what a command was given could not be read, or is something else. */
export const reading = {
  tooLarge: (path: string, size: number, most: number) => `${path} has ${size} bytes; at most ${most} are read.`,
  notAFile: (path: string, kind: 'folder' | 'fifo' | 'socket' | 'device') => `${path} is ${KIND[kind]}, not a file.`,
  notThere: (path: string) => `There is no ${path}.`,
  notPermitted: (path: string) => `${path} may not be read by this user.`,
  noDriver: (path: string) => `${path} is a socket or a device, not a file.`,
  failed: (path: string, errno: string) => `${path} could not be read (${errno}).`,
  notAFolder: (path: string) => `${path} is not a folder.`,
  notListed: (path: string, errno: string) => `${path} could not be listed (${errno}), and signatures may be in it.`,

  archiveUnderAnotherName: (path: string, form: 'zip' | 'gzip' | 'tar') =>
    `${path} is ${CALLED[form]} under another name. ${RENAME[form]}`,
  otherArchive: (path: string, kind: string) =>
    `${path} is ${kind}, which is not read. Evidence is a folder, a .zip, a .tar or a .tar.gz: unpack it, and give the folder.`,
  neither: (path: string) =>
    `${path} is neither evidence (a folder, a .zip, a .tar or a .tar.gz) nor a signed statement (JSON).`,

  noVault: (data: string) => `${data} is not the data folder of a station: it holds no vault.`,
  vaultOpen: 'The console has this vault open: end it first.',
  vaultOpenBy: (pid: number) => `The console has this vault open (process ${pid}): end it first.`,
  vaultNotLocked: 'The data folder cannot be locked, so the console could be started meanwhile.',

  noSuchEntry: (path: string, file: string) => `${path} holds no regular file ${file}.`,
  noLines: (path: string) => `${path} does not hold the lines of a dirHash.`,
  noSuchLine: (path: string, file: string) => `${path} names no file ${file}.`,

  picturePixels: (most: number) => `The picture has more than ${most} pixels.`,
  pictureInterlaced: 'The picture is interlaced: save it without that.',
  pictureTwoHeads: 'The picture states its size twice.',
  pictureNoSymbol: (reason: string) => `No QR symbol could be read (${reason}).`,
  neitherPictureNorText: (path: string) => `${path} is neither a PNG nor text.`,
  line: (path: string, line: number) => `${path}, line ${line}`,

  noStationKey: 'it is not the key of a station, which is an Ed25519 key.',
  noBuild: 'it does not list /usr/lib/holdfast/resources/app.asar, so it is no SHA256SUMS-installed.',

  inFile: (path: string, sentence: string) => `${path}: ${sentence}`,
  notWritten: (path: string, reason: string) => `${path} could not be written: ${reason}`,
};

const KIND = { folder: 'a folder', fifo: 'a FIFO', socket: 'a socket', device: 'a device' };

const CALLED = {
  zip: 'a zip archive (as .jar, .whl and office documents are)',
  gzip: 'a gzip-compressed file',
  tar: 'a tar archive',
};
const RENAME = {
  zip: 'To have it verified as evidence, give it a name that ends in .zip.',
  gzip: 'To have a tar inside it verified as evidence, give it a name that ends in .tar.gz.',
  tar: 'To have it verified as evidence, give it a name that ends in .tar.',
};

/** What vouches for a bundle, within a sentence. */
export function voucherWords(voucher: Voucher): string {
  switch (voucher.kind) {
    case 'tree-hash':
      return `the expected tree hash (${voucher.algorithm})`;
    case 'manifest':
      return voucher.path;
    case 'checks':
      return voucher.passed === 1 ? '1 check' : `${voucher.passed} checks`;
  }
}
