import { Readable, type Transform } from 'node:stream';

/** Bytes through one of zlib's streams. What `bytes` throws comes out here. Memory: a few chunks. */
export async function* through(bytes: Iterable<Uint8Array>, zlib: Transform): AsyncGenerator<Uint8Array> {
  const source = Readable.from(bytes);
  source.once('error', (error) => zlib.destroy(error));
  source.pipe(zlib);
  try {
    for await (const chunk of zlib) {
      if (!(chunk instanceof Uint8Array)) throw new Error('zlib gave no bytes');
      yield chunk;
    }
  } finally {
    source.destroy();
    zlib.destroy();
  }
}
