import type { FileKind } from '../../../shared/evidence/types.ts';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { Admission } from './admission.ts';
import { asBuffer } from './as-buffer.ts';
import { ByteCursor } from './byte-cursor.ts';
import { parseEntryPath, parseLinkTarget } from './entry-path.ts';
import { contentOf, ItemContent } from './item-content.ts';
import { applyExtensions, checkGlobalPax, parsePax, pax, type TarExtensions } from './tar-extensions.ts';
import { BLOCK_BYTES, isZeroBlock, parseTarHeader, type TarHeader } from './tar-header.ts';
import type { ArchiveItem, ByteStream, Chunk } from './types.ts';

/** Names, link targets and attributes; a header that needs more is made to fill memory. */
const LONGEST_EXTENSION = 1024 * 1024;

/** The entries of a tar (POSIX ustar and pax, with GNU's long names) in their order. */
export class TarItems {
  readonly #cursor: ByteCursor;
  readonly #admission: Admission;
  readonly #where: string;

  constructor(stream: ByteStream, admission: Admission, where: string) {
    this.#cursor = new ByteCursor(stream);
    this.#admission = admission;
    this.#where = where;
  }

  async *items(): AsyncGenerator<ArchiveItem> {
    while (!this.#admission.stopped) {
      const entry = await this.#nextEntry();
      if (!entry.ok) {
        this.#admission.stop(entry.error);
        return;
      }
      if (entry.value === null) return;
      yield* this.#oneEntry(entry.value);
    }
  }

  /** The next entry's header, what came before it in place; `null` at the end of the archive. */
  async #nextEntry(): Promise<Result<TarHeader | null, Finding>> {
    let extensions: TarExtensions | null = null;
    let hasPax = false;
    for (;;) {
      const where = `${this.#where}, header at ${this.#cursor.position}`;
      const block = await this.#cursor.take(BLOCK_BYTES);
      if (!block.ok) return block;
      if (block.value === null || block.value.length < BLOCK_BYTES) return err(this.#truncated('no end of archive'));
      if (isZeroBlock(block.value)) {
        return extensions === null ? this.#end() : err(pax(where, 'an extended header without an entry'));
      }
      const header = parseTarHeader(block.value, where);
      if (!header.ok) return header;
      if (!['x', 'g', 'L', 'K'].includes(header.value.type)) {
        const tooMany = this.#admission.countEntry();
        if (tooMany !== null) return err(tooMany);
        return extensions === null ? header : applyExtensions(header.value, extensions, where);
      }
      const body = await this.#extensionBody(header.value, where);
      if (!body.ok) return body;
      const added = readExtension(header.value.type, body.value, where);
      if (!added.ok) return added;
      const twice = keyInBoth(extensions ?? {}, added.value);
      if (twice !== undefined) return err(pax(where, `the ${twice} of one entry twice`));
      if (header.value.type === 'x' && hasPax) return err(pax(where, 'two extended headers for one entry'));
      hasPax ||= header.value.type === 'x';
      if (header.value.type !== 'g') extensions = { ...(extensions ?? {}), ...added.value };
    }
  }

  async #extensionBody(header: TarHeader, where: string): Promise<Result<Uint8Array, Finding>> {
    if (header.size > LONGEST_EXTENSION) return err(pax(where, `${header.size} bytes of extended header`));
    const body = await this.#cursor.take(header.size);
    if (!body.ok) return body;
    const bytes = body.value ?? new Uint8Array();
    if (bytes.length < header.size) return err(this.#truncated('an extended header that is cut off'));
    const padding = await this.#padding(header.size);
    return padding === null ? ok(bytes) : err(padding);
  }

  /** The second block of zeros, then zeros alone, as a tar's blocking leaves them (POSIX: at least two). */
  async #end(): Promise<Result<null, Finding>> {
    const second = await this.#cursor.take(BLOCK_BYTES);
    if (!second.ok) return second;
    if (second.value === null || second.value.length < BLOCK_BYTES)
      return err(this.#truncated('half an end of archive'));
    let rest: Chunk = second;
    for (;;) {
      if (!rest.ok) return rest;
      if (rest.value === null) return ok(null);
      if (!isZeroBlock(rest.value)) {
        return err(
          finding('evidence.archive-trailing-bytes', this.#where, { observed: `before ${this.#cursor.position}` }),
        );
      }
      rest = await this.#cursor.upTo(Number.MAX_SAFE_INTEGER);
    }
  }

  /** The entry as an item, or nothing and a finding; its content is used up either way. */
  async *#oneEntry(header: TarHeader): AsyncGenerator<ArchiveItem> {
    const content = new ItemContent(this.#content(header.size), this.#admission);
    const at = { place: `${this.#cursor.position}`, skip: () => content.skip() };
    const place = placeOf(header);
    if (!place.ok) this.#admission.refuse(place.error);
    else if (place.value.path !== '' && this.#admission.takePath(place.value.path, place.value.kind)) {
      const { linkBytes, ...rest } = place.value;
      if (linkBytes === undefined) yield { ...rest, ...at, size: header.size, content };
      else yield { ...rest, ...at, size: linkBytes.length, content: contentOf(linkBytes) };
    }
    if (content.isSkipped) await this.#passOver(header.size);
    else await content.drain();
  }

  async #passOver(size: number): Promise<void> {
    const failed = (await this.#cursor.skip(size)) ?? (await this.#padding(size));
    if (failed !== null) this.#admission.stop(failed);
  }

  /** The content and its padding: to a whole block, of zeros. */
  #content(size: number): ByteStream {
    let left = size;
    return {
      next: async (): Promise<Chunk> => {
        if (left > 0) {
          const part = await this.#cursor.upTo(left);
          if (part.ok && part.value === null) return err(this.#truncated('content that is cut off'));
          if (part.ok) left -= part.value?.length ?? 0;
          return part;
        }
        const padding = await this.#padding(size);
        return padding === null ? ok(null) : err(padding);
      },
    };
  }

  async #padding(size: number): Promise<Finding | null> {
    const length = (BLOCK_BYTES - (size % BLOCK_BYTES)) % BLOCK_BYTES;
    if (length === 0) return null;
    const read = await this.#cursor.take(length);
    if (!read.ok) return read.error;
    if (read.value === null || read.value.length < length) return this.#truncated('padding that is cut off');
    if (isZeroBlock(read.value)) return null;
    const observed = `bytes before ${this.#cursor.position}`;
    return finding('evidence.archive-hidden-bytes', this.#where, { observed });
  }

  #truncated(observed: string): Finding {
    return finding('evidence.archive-truncated', this.#where, { observed });
  }
}

function keyInBoth(a: TarExtensions, b: TarExtensions): string | undefined {
  return Object.keys(a).find((key) => key in b);
}

/** GNU's `L` and `K` hold a name, NUL-terminated; pax headers hold records. */
function readExtension(type: string, body: Uint8Array, where: string): Result<TarExtensions, Finding> {
  if (type === 'x') return parsePax(body, where);
  if (type === 'g') {
    const refused = checkGlobalPax(body, where);
    return refused === null ? ok({}) : err(refused);
  }
  const end = body.indexOf(0);
  const name = end === -1 ? body : body.subarray(0, end);
  if (name.length === 0 || (end !== -1 && end !== body.length - 1))
    return err(pax(where, 'a long name with a NUL in it'));
  return ok(type === 'L' ? { path: name } : { linkPath: name });
}

interface TarPlace {
  readonly path: string;
  readonly kind: FileKind | 'directory';
  readonly linkTarget?: string;
  readonly linkBytes?: Uint8Array;
}

function placeOf(header: TarHeader): Result<TarPlace, Finding> {
  const parsed = parseEntryPath(header.name);
  if (!parsed.ok) return parsed;
  const { path, slashAtEnd } = parsed.value;
  if (path === '' && header.type !== '5') return err(ambiguous('.', 'the root as something else than a folder'));
  switch (header.type) {
    case '\0':
    case '0':
      if (!slashAtEnd) return ok({ path, kind: (header.mode & 0o100) === 0 ? 'file' : 'executable' });
      // V7 had no type for a directory but the slash; where the type says file, Python makes one.
      if (header.type === '0') return err(ambiguous(path, 'a file with a slash at its end'));
      return withoutContent(header, path, { path, kind: 'directory' });
    case '5':
      return withoutContent(header, path, { path, kind: 'directory' });
    case '2': {
      const target = parseLinkTarget(path, header.linkName);
      if (!target.ok) return target;
      const link = { path, kind: 'symlink', linkTarget: target.value, linkBytes: header.linkName } as const;
      return slashAtEnd ? err(ambiguous(path, 'a link with a slash at its end')) : withoutContent(header, path, link);
    }
    case '1':
      return err(finding('evidence.hard-link', path, { observed: asBuffer(header.linkName).toString() }));
    case '3':
    case '4':
    case '6':
      return err(finding('evidence.special-file', path, { observed: `tar type ${header.type}` }));
    case 'S':
      return err(finding('evidence.tar-sparse', path));
    default:
      return err(
        finding('evidence.archive-unsupported', path, { observed: `tar type ${JSON.stringify(header.type)}` }),
      );
  }
}

/** Tools differ in whether bytes that a link or folder states are there. */
function withoutContent(header: TarHeader, path: string, place: TarPlace): Result<TarPlace, Finding> {
  return header.size === 0 ? ok(place) : err(ambiguous(path, `${header.size} bytes of content for a ${place.kind}`));
}

function ambiguous(path: string, observed: string): Finding {
  return finding('evidence.archive-ambiguous', path, { observed });
}
