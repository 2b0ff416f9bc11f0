import { fromUtf8 } from '../../../shared/encoding/bytes.ts';
import type { FileKind } from '../../../shared/evidence/types.ts';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { Admission } from './admission.ts';
import type { ArchiveFile } from './archive-file.ts';
import { asBuffer } from './as-buffer.ts';
import { type EntryPath, LONGEST_TARGET, parseLinkTarget, parseZipPath } from './entry-path.ts';
import { FileWindow } from './file-window.ts';
import { contentOf, ItemContent } from './item-content.ts';
import type { ArchiveItem, ByteStream } from './types.ts';
import { DEFLATED, STORED, zipContent } from './zip-content.ts';
import type { ZipDirectory, ZipExtent } from './zip-directory.ts';
import { ENCRYPTED_FLAGS, locateStored, UTF8_FLAG } from './zip-local.ts';
import { readingsOf } from './zip-name.ts';
import type { ZipRecord } from './zip-record.ts';

/** The system whose attributes hold a Unix mode (APPNOTE 4.4.2). */
const UNIX = 3;
/** Systems of which all tools know that they have no Unix mode: FAT, HPFS, classic Mac, NTFS by two numbers, VFAT, OS X. */
const MODELESS = [0, 6, 7, 10, 11, 14, 19];
/** In the low byte of the attributes, as FAT has them. */
const DOS_VOLUME = 0x08;
const DOS_DIRECTORY = 0x10;

/** The entries of a zip (APPNOTE 6.3.10) in the order of their bytes, each once. */
export async function* zipItems(
  file: ArchiveFile,
  directory: ZipDirectory,
  admission: Admission,
): AsyncGenerator<ArchiveItem> {
  const window = new FileWindow(file);
  for (const extent of directory.extents()) {
    if (admission.stopped) return;
    if (!extent.ok) {
      admission.stop(extent.error);
      return;
    }
    yield* oneEntry(window, extent.value, admission);
  }
}

/**
 * The bundle's `checks.json` ahead of its turn, so that what it forbids is searched in the one pass; `null` where it cannot be
 * had, or is larger than `maxBytes`: its turn will tell why.
 */
export async function checksAhead(
  file: ArchiveFile,
  directory: ZipDirectory,
  maxBytes: number,
): Promise<Uint8Array | null> {
  const extent = directory.checksFile();
  if (extent === null || extent.record.size > maxBytes || requireReadable(extent.record, '') !== null) return null;
  const window = new FileWindow(file);
  const stored = locateStored(window, extent, '');
  if (!stored.ok) return null;
  const content = zipContent(window, extent.record, stored.value, '');
  const chunks: Uint8Array[] = [];
  for (;;) {
    const chunk = await content.next();
    if (!chunk.ok) return null;
    if (chunk.value === null) return Buffer.concat(chunks);
    chunks.push(Uint8Array.from(chunk.value));
  }
}

/** The entry as an item, or nothing and a finding. */
async function* oneEntry(window: FileWindow, extent: ZipExtent, admission: Admission): AsyncGenerator<ArchiveItem> {
  const { record } = extent;
  const where = asBuffer(record.name).toString();
  const stored = locateStored(window, extent, where);
  if (!stored.ok) {
    admission.stop(stored.error);
    return;
  }
  const readable = requireReadable(record, where);
  const place = readable === null ? placeOf(record) : err(readable);
  if (!place.ok) {
    admission.refuse(place.error);
    return;
  }
  const { path, kind } = place.value;
  if (path === '' || !admission.takePath(path, kind)) return;
  const content = new ItemContent(
    lazily(() => zipContent(window, record, stored.value, where)),
    admission,
  );
  const at = `${record.headerStart}:${record.method}:${record.compressedSize}:${record.crc}`;
  yield* contentItem(path, kind, record.size, at, content, admission);
  if (content.isSkipped) window.file.passOver(record.compressedSize);
}

/** Made only when it is read: an entry may be skipped. */
function lazily(make: () => ByteStream): ByteStream {
  let stream: ByteStream | null = null;
  return {
    next: () => {
      stream ??= make();
      return stream.next();
    },
  };
}

async function* contentItem(
  path: string,
  kind: FileKind | 'directory',
  size: number,
  place: string,
  content: ItemContent,
  admission: Admission,
): AsyncGenerator<ArchiveItem> {
  const skip = (): void => content.skip();
  if (kind !== 'symlink') {
    yield { path, kind, size, place, skip, content };
    await content.drain();
    return;
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(Uint8Array.from(chunk));
  const bytes = Buffer.concat(chunks);
  const target = parseLinkTarget(path, bytes);
  if (admission.stopped) return;
  if (target.ok)
    yield { path, kind, size, place, skip: () => undefined, linkTarget: target.value, content: contentOf(bytes) };
  else admission.refuse(target.error);
}

function requireReadable(record: ZipRecord, where: string): Finding | null {
  if ((record.flags & ENCRYPTED_FLAGS) !== 0) return finding('evidence.archive-encrypted', where);
  if (record.method === DEFLATED) return null;
  if (record.method !== STORED) {
    return finding('evidence.archive-unsupported', where, {
      observed: `compression method ${record.method}`,
      expected: 'stored or deflated',
    });
  }
  return record.compressedSize === record.size
    ? null
    : finding('evidence.archive-size-mismatch', where, {
        observed: `${record.compressedSize} bytes stored`,
        expected: `${record.size}`,
      });
}

interface EntryPlace {
  readonly path: string;
  readonly kind: FileKind | 'directory';
}

function placeOf(record: ZipRecord): Result<EntryPlace, Finding> {
  const isUnix = record.host === UNIX;
  const isAscii = record.name.every((byte) => byte < 0x80);
  // Without the flag a name is CP437 by the letter, and the bytes of the file's name where Unix made it.
  const isUtf8 = fromUtf8(record.name) !== null && (isUnix || (record.flags & UTF8_FLAG) !== 0);
  if (!isAscii && !isUtf8) return err(nameInACodePage(record));
  const parsed = parseZipPath(record.name, isUnix);
  if (!parsed.ok) return parsed;
  const kind = isUnix ? kindOf(record.attributes >>> 16, parsed.value) : kindElsewhere(record, parsed.value);
  if (!kind.ok) return kind;
  const { path } = parsed.value;
  if (path === '' && kind.value !== 'directory') return err(ambiguous('.', 'the root as something else than a folder'));
  if (kind.value === 'symlink' && record.size > LONGEST_TARGET) return err(finding('evidence.path-too-long', path));
  if (kind.value !== 'directory' || record.size === 0) return ok({ path, kind: kind.value });
  return err(ambiguous(path, `a folder with ${record.size} bytes of content`));
}

function nameInACodePage({ name, flags }: ZipRecord): Finding {
  const readings = readingsOf(name);
  const where = readings[0]?.text ?? '';
  if ((flags & UTF8_FLAG) !== 0) {
    return finding('evidence.path-not-utf8', where, { observed: 'a name that the zip says is UTF-8' });
  }
  const shown = readings.map(({ text, encoding }) => `${JSON.stringify(text)} in ${encoding}`).join(', ');
  return finding('evidence.path-not-utf8', where, {
    observed: `a name in an encoding that the zip does not state: ${shown}`,
  });
}

/** From the Unix mode (`st_mode`), or, where it names no type, from the slash at the end of the name. */
function kindOf(mode: number, { path, slashAtEnd }: EntryPath): Result<FileKind | 'directory', Finding> {
  const type = mode & 0o170000;
  const executable = (mode & 0o100) !== 0;
  if (![0, 0o100000, 0o120000, 0o040000].includes(type)) {
    return err(finding('evidence.special-file', path, { observed: `mode ${mode.toString(8)}` }));
  }
  if (type !== 0 && (type === 0o040000) !== slashAtEnd) {
    return err(ambiguous(path, `mode ${mode.toString(8)} and ${slashAtEnd ? 'a' : 'no'} slash at the end`));
  }
  if (slashAtEnd) return ok('directory');
  if (type === 0o120000) return ok('symlink');
  if (!executable) return ok('file');
  return type === 0 ? err(ambiguous(path, `mode ${mode.toString(8)} without a type`)) : ok('executable');
}

/**
 * From the slash at the end of the name, where the entry was not made on Unix. Executable bits are heeded by no tool
 * there, links by some, DOS's directories and volume labels by others: so none of these may say anything else.
 */
function kindElsewhere(record: ZipRecord, { path, slashAtEnd }: EntryPath): Result<FileKind | 'directory', Finding> {
  const { host, attributes } = record;
  if (!MODELESS.includes(host)) {
    return err(finding('evidence.archive-unsupported', path, { observed: `attributes of system ${host}` }));
  }
  const mode = attributes >>> 16;
  if (![0, 0o100000, slashAtEnd ? 0o040000 : 0].includes(mode & 0o170000)) {
    return err(ambiguous(path, `mode ${mode.toString(8)} from system ${host}, which is not Unix`));
  }
  if ((attributes & DOS_VOLUME) !== 0) return err(ambiguous(path, 'a volume label'));
  if ((attributes & DOS_DIRECTORY) !== 0 && !slashAtEnd) {
    return err(ambiguous(path, 'a folder by its attributes and a file by its name'));
  }
  return ok(slashAtEnd ? 'directory' : 'file');
}

function ambiguous(path: string, observed: string): Finding {
  return finding('evidence.archive-ambiguous', path, { observed });
}
