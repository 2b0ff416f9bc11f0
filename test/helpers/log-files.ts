import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** All that the log of a data folder has. */
export function logOf(data: string): string {
  const folder = join(data, 'log');
  return readdirSync(folder)
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('');
}

/** A text of ten letters and more as it may be found in a file: as it is, in other encodings, and as a program may escape it. */
export function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const base64 = [0, 1, 2].map((shift) =>
    // Whatever stands before it, one of the three alignments is its own.
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replaceAll('=', '')
      .slice(shift === 0 ? 0 : 4, -2),
  );
  const plain = [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret), secret.toLowerCase()];
  return [...plain, bytes.toString('hex'), bytes.toString('utf16le'), ...base64, ...base64.map(asUrlSafe)];
}

function asUrlSafe(text: string): string {
  return text.replaceAll('+', '-').replaceAll('/', '_');
}
