export interface Mount {
  /** The system's name for it, unlike that of any other mount there is. */
  readonly id: string;
  readonly path: string;
  readonly readOnly: boolean;
  /** It was mounted to be written to, and the kernel has since made its file system read-only: as it does at an error. */
  readonly turnedReadOnly: boolean;
  /** Major and minor number of the device, `8:17`. */
  readonly device: string;
  /** `vfat`, `ext4`, ... */
  readonly filesystem: string;
  /** What it is mounted from: a device's path, or whatever the file system calls it. */
  readonly source: string;
}

/**
 * The mounts in `/proc/self/mountinfo` (proc(5)): the first field is the mount's id, the third the device, the fifth the
 * mount point with blanks as `\040`, the sixth its options; behind ` - ` are the filesystem, its source and the options
 * of the filesystem.
 */
export function parseMountInfo(text: string): readonly Mount[] {
  return text.split('\n').flatMap((line) => {
    const [mount = '', behind = ''] = line.split(' - ');
    const [id, , device, , path, options] = mount.split(' ');
    const [filesystem, source = '', filesystemOptions = ''] = behind.split(' ');
    if (id === undefined || device === undefined || path === undefined) return [];
    if (options === undefined || filesystem === undefined) return [];
    const [isOfMount, isOfFileSystem] = [options, filesystemOptions].map((some) => some.split(',').includes('ro'));
    const readOnly = isOfMount === true || isOfFileSystem === true;
    const turnedReadOnly = isOfMount === false && isOfFileSystem === true;
    return [{ id, path: unescapeOctal(path), readOnly, turnedReadOnly, device, filesystem, source }];
  });
}

/** The mount that a path lies on: the longest mount point that holds it, of two mounts on one point the later one. */
export function mountOf(path: string, mounts: readonly Mount[]): Mount | null {
  const holding = mounts.filter(({ path: at }) => path === at || at === '/' || path.startsWith(`${at}/`));
  return holding.reduce<Mount | null>(
    (found, one) => (found === null || one.path.length >= found.path.length ? one : found),
    null,
  );
}

function unescapeOctal(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
}
