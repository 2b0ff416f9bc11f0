import type { Stats } from 'node:fs';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Finding, finding } from '../../shared/finding/index.ts';
import { ok, type Result } from '../../shared/result.ts';
import { TEMPORARY_PREFIX } from '../core/files/durable.ts';
import { attempt, type FileFailure } from '../core/files/file-failure.ts';
import { isRecordName } from '../core/keyring/record-store.ts';
import { mountOf, parseMountInfo } from '../core/media/mounts.ts';

/**
 * How deep each part is looked at. Contents of the vault are not: their digests are checked whenever they are read. Nor
 * are Chromium's files, which hold nothing that counts.
 */
const DEPTH: Readonly<Record<string, number>> = {
  station: 1,
  keyring: 2,
  journal: 1,
  owed: 1,
  vault: 1,
  log: 1,
  language: 0,
};

/** The file that signs checkpoints with nobody present: to read it is to be able to write another history. */
const STATION_KEY = 'station/station.key';

/** The folder whose files all count, one after the other. */
const RECORDS = join('keyring', 'records');

const GROUP = 0o070;
const OTHERS = 0o007;
const WRITE = 0o022;
const READ = 0o044;
const ENTER = 0o011;

/**
 * What is odd about who may use the files of a data folder: modes wider than the console's own (0700 and 0600),
 * other owners, symbolic links in the place of files and folders, second names of files, and what lies among the records of
 * identities but is not a record.
 *
 * @param account the numeric user id that this process runs as
 */
export async function folderFindings(
  data: string,
  account: number | undefined = process.getuid?.(),
): Promise<Result<readonly Finding[], FileFailure>> {
  const look = async (name: string, depth: number, reach: number): Promise<Result<readonly Finding[], FileFailure>> => {
    const path = join(data, name);
    const stat = await attempt(path, () => lstat(path));
    if (!stat.ok) return stat.error.errno === 'ENOENT' ? ok([]) : stat;
    const found = [...oddities(name, stat.value, reach, account)];
    if (!stat.value.isDirectory() || depth === 0) return ok(found);
    const listed = name === '.' ? ok(Object.keys(DEPTH)) : await attempt(path, () => readdir(path));
    if (!listed.ok) return listed;
    for (const child of listed.value.sort()) {
      if (name === RECORDS && isStray(child)) found.push(finding('station.stray-file', join(name, child)));
      const inside = await look(
        join(name, child),
        name === '.' ? (DEPTH[child] ?? 0) : depth - 1,
        within(stat.value, reach),
      );
      if (!inside.ok) return inside;
      found.push(...inside.value);
    }
    return ok(found);
  };
  return look('.', 1, GROUP | OTHERS);
}

/** Opening the records removes what a crash left under a temporary name. */
function isStray(name: string): boolean {
  return !isRecordName(name) && !name.startsWith(TEMPORARY_PREFIX);
}

/** File systems of a network, and of programs (FUSE), but for those on a block device. What flock(2) means there is up to them. */
const SHARED = /^(nfs4?|cifs|smb3|smbfs|9p|afs|ceph|lustre|gfs2|ocfs2|fuse(\..+)?)$/;

/** Whether a lock on the data folder may not keep out whoever else can reach it. */
export async function diskFindings(data: string): Promise<Result<readonly Finding[], FileFailure>> {
  const mountInfo = '/proc/self/mountinfo';
  const text = await attempt(mountInfo, () => readFile(mountInfo, 'utf8'));
  if (!text.ok) return text;
  const filesystem = mountOf(data, parseMountInfo(text.value))?.filesystem ?? '';
  return ok(SHARED.test(filesystem) ? [finding('station.shared-disk', '.', { observed: filesystem })] : []);
}

/** The classes of accounts that get into a folder, of those that reach it. */
function within({ mode }: Stats, reach: number): number {
  return [GROUP, OTHERS].filter((some) => (mode & some & ENTER) !== 0).reduce((all, some) => all | (some & reach), 0);
}

function* oddities(name: string, stat: Stats, reach: number, account: number | undefined): Generator<Finding> {
  if (stat.isSymbolicLink()) {
    // Its mode says nothing.
    yield finding('station.symbolic-link', name);
    return;
  }
  if (stat.isFile() && stat.nlink > 1) yield finding('station.hard-link', name, { observed: `${stat.nlink} names` });
  if (account !== undefined && stat.uid !== account) {
    yield finding('station.other-owner', name, { observed: `user id ${stat.uid}`, expected: `user id ${account}` });
  }
  if ((stat.mode & (GROUP | OTHERS)) === 0) return;
  const dangerous = name === STATION_KEY ? READ | WRITE : WRITE;
  const code = (stat.mode & reach & dangerous) === 0 ? 'station.open-to-others' : 'station.others-may-write';
  yield finding(code, name, { observed: octal(stat.mode), expected: octal(stat.mode & ~(GROUP | OTHERS)) });
}

function octal(mode: number): string {
  return (mode & 0o7777).toString(8).padStart(4, '0');
}
