/** The tag files of a new BagIt 1.0 bag (RFC 8493), as text: UTF-8, LF. */
import { type BagInfoEntry, encodePath } from './bagit-tags.ts';

export const BAGIT_TXT = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

/**
 * A payload or tag manifest for one algorithm.
 * @param files paths relative to the bag's root, with the digests of that algorithm in hex.
 */
export function bagManifestText(files: Iterable<{ readonly path: string; readonly digest: string }>): string {
  let text = '';
  for (const { path, digest } of files) text += `${digest}  ${encodePath(path)}\n`;
  return text;
}

/**
 * `bag-info.txt`. A line break inside a value becomes one space, since readers join continuation lines so.
 * @throws on a label with a colon, a line break, or white space at its ends: a bug of the caller.
 */
export function bagInfoText(entries: readonly BagInfoEntry[]): string {
  return entries
    .map(({ label, value }) => {
      if (!/^[^\s:]([^:\r\n]*[^\s:])?$/.test(label)) throw new Error(`not a bag-info label: ${JSON.stringify(label)}`);
      return `${label}: ${value.replace(/\s*[\r\n]+\s*/g, ' ')}\n`;
    })
    .join('');
}
