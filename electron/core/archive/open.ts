import { type Finding, finding } from '../../../shared/finding/index.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { Admission } from './admission.ts';
import { ArchiveFile, type Calling } from './archive-file.ts';
import { GzipStream } from './gzip.ts';
import { HEAD_BYTES, otherArchive, readFormOf } from './magic.ts';
import { TarItems } from './tar.ts';
import { isTarHeader } from './tar-header.ts';
import { type ArchiveItem, type ArchiveLimits, type ArchiveReader, DEFAULT_ARCHIVE_LIMITS } from './types.ts';
import { checksAhead, zipItems } from './zip.ts';
import { ZipDirectory } from './zip-directory.ts';

/**
 * Opens a zip, tar or tar.gz; which it is, its first bytes say and not its name. A gzip is taken for a tar.gz. What
 * starts as two of these is refused, and what is named a zip without starting as one: unzip looks at its end alone.
 *
 * Fails with one finding when the file cannot be opened, is none of these, or is a zip whose directory is refused.
 * `calling` makes each call to the medium. On success the caller iterates `items()` once, then looks at `findings`, and
 * closes the reader.
 */
export function openArchive(
  path: string,
  limits: ArchiveLimits = DEFAULT_ARCHIVE_LIMITS,
  calling?: Calling,
): Result<ArchiveReader, Finding> {
  const opened = ArchiveFile.open(path, calling);
  if (!opened.ok) return opened;
  const file = opened.value;
  const reader = readerOf(file, limits);
  if (!reader.ok) file.close();
  return reader;
}

function readerOf(file: ArchiveFile, limits: ArchiveLimits): Result<ArchiveReader, Finding> {
  const head = file.readInto(new Uint8Array(Math.min(file.size, HEAD_BYTES)), 0);
  if (!head.ok) return head;
  const admission = new Admission(limits, file.size, file.name);
  const form = readFormOf(head.value);
  if (form === null) {
    return err(finding('evidence.archive-form', file.name, { observed: otherArchive(head.value) ?? undefined }));
  }
  const [isZip, isGzip] = [form === 'zip', form === 'gzip'];
  if ((isZip || isGzip) && isTarHeader(head.value))
    return err(ambiguous(file, 'a first block that is a tar header too'));
  if (!isZip && file.name.toLowerCase().endsWith('.zip')) return err(ambiguous(file, 'a zip by its name alone'));
  if (isGzip) {
    const gzip = new GzipStream(file, admission, limits.maxEntries);
    return ok(reader('tar.gz', file, admission, new TarItems(gzip, admission, file.name).items()));
  }
  if (isZip) {
    const directory = ZipDirectory.read(file, admission);
    if (!directory.ok) return directory;
    const items = zipItems(file, directory.value, admission);
    const ahead = (maxBytes: number): Promise<Uint8Array | null> => checksAhead(file, directory.value, maxBytes);
    return ok(reader('zip', file, admission, items, ahead));
  }
  // A plain tar expands to itself.
  const tooFar = admission.expand(file.size);
  if (tooFar !== null) return err(tooFar);
  return ok(reader('tar', file, admission, new TarItems(file.range(0, file.size), admission, file.name).items()));
}

function ambiguous(file: ArchiveFile, observed: string): Finding {
  return finding('evidence.archive-ambiguous', file.name, { observed });
}

function reader(
  form: ArchiveReader['form'],
  file: ArchiveFile,
  admission: Admission,
  items: AsyncGenerator<ArchiveItem>,
  checksAhead: ArchiveReader['checksAhead'] = () => Promise.resolve(null),
): ArchiveReader {
  return {
    form,
    identity: file.identity,
    archiveBytes: file.size,
    bytesRead: () => file.bytesRead,
    findings: admission.findings,
    checksAhead,
    items: () => untilChanged(items, file, admission),
    close: () => file.close(),
  };
}

/** The items, and at their end the question whether they all came from the same file. */
async function* untilChanged(
  items: AsyncGenerator<ArchiveItem>,
  file: ArchiveFile,
  admission: Admission,
): AsyncGenerator<ArchiveItem> {
  yield* items;
  const changed = file.changed();
  if (changed !== null) admission.stop(changed);
}
