import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { equalBytes } from '../../../shared/encoding/bytes.ts';
import { type Failure, failure } from '../../../shared/failure/failure.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { attempt } from '../files/file-failure.ts';

/** Its Debian package has the same name. Others that make such images put the time into them. */
export const ISO_TOOL = '/usr/bin/xorriso';

/** A file to be put into an image, by its path there. */
export interface ImageFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export type IsoFailure = Failure<
  'export/no-iso-tool' | 'export/iso-not-made' | 'export/iso-differs' | 'export/no-room-to-work'
>;

/** Whether this machine can make ISO 9660 images. */
export async function canMakeIso(tool = ISO_TOOL): Promise<boolean> {
  return (await attempt(tool, () => access(tool, constants.X_OK))).ok;
}

/**
 * An ISO 9660 image with Rock Ridge and Joliet names of one folder with these files, for media that are written once. The
 * same bytes for the same files: dates and owners in it are fixed. What another reading of the image gives is compared with
 * the files, byte for byte, before it counts.
 */
export async function isoImage(
  folder: string,
  files: readonly ImageFile[],
  tool = ISO_TOOL,
): Promise<Result<Uint8Array, IsoFailure>> {
  if (!(await canMakeIso(tool))) return err(failure('export/no-iso-tool'));
  const made = await attempt(tmpdir(), async () => {
    const work = await mkdtemp(join(tmpdir(), 'holdfast-iso-'));
    try {
      return await makeIn(work, folder, files, tool);
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  });
  return made.ok ? made.value : err(failure('export/no-room-to-work', { cause: made.error }));
}

async function makeIn(
  work: string,
  folder: string,
  files: readonly ImageFile[],
  tool: string,
): Promise<Result<Uint8Array, IsoFailure>> {
  const [content, image, again] = ['content', 'image.iso', 'again'].map((name) => join(work, name));
  if (content === undefined || image === undefined || again === undefined) throw new Error('three names');
  await writeContent(join(content, folder), files);
  const made = await run(tool, [...MAKE, '-o', image, content]);
  if (!made.ok) return err(failure('export/iso-not-made', { params: { said: made.error } }));
  const read = await run(tool, ['-osirrox', 'on', '-indev', image, '-extract', '/', again]);
  if (!read.ok || !(await isSame(join(again, folder), files))) return err(failure('export/iso-differs'));
  return ok(new Uint8Array(await readFile(image)));
}

/** Dates fixed at the start of 2000: an image says nothing about when it was made. */
const MAKE = [
  ...['-as', 'mkisofs', '-quiet', '-R', '-J', '-joliet-long', '-iso-level', '3', '-V', 'HOLDFAST'],
  ...['-uid', '0', '-gid', '0', '--set_all_file_dates', '2000010100000000', '--modification-date=2000010100000000'],
];

async function writeContent(folder: string, files: readonly ImageFile[]): Promise<void> {
  const folders = new Set<string>([folder]);
  for (const { name, bytes } of files) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes, { flag: 'wx' });
    // As it is in the image, whatever the umask.
    await chmod(path, 0o644);
    for (let at = dirname(path); at.length >= folder.length; at = dirname(at)) folders.add(at);
  }
  for (const one of [...folders, dirname(folder)]) await chmod(one, 0o755);
}

/** Whether a folder holds these files with these bytes, and no other file. */
async function isSame(folder: string, files: readonly ImageFile[]): Promise<boolean> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  if (entries.filter((one) => !one.isDirectory()).length !== files.length) return false;
  for (const { name, bytes } of files) {
    const read = await attempt(name, () => readFile(join(folder, name)));
    if (!read.ok || !equalBytes(read.value, bytes)) return false;
  }
  return true;
}

const LONGEST_MS = 600_000;

/** What a program says on its stderr, where it fails. */
function run(program: string, args: readonly string[]): Promise<Result<null, string>> {
  // A date of the environment would be put in the place of ours.
  const options = { env: { TMPDIR: tmpdir() }, timeout: LONGEST_MS, maxBuffer: 64 * 1024 * 1024 };
  return new Promise((resolve) => {
    execFile(program, args, options, (error, _printed, complaint) => {
      resolve(error === null ? ok(null) : err((complaint.trim() || error.message).slice(-1000)));
    });
  });
}
