import type { TreeSummary } from '../../shared/evidence/types.ts';
import type { Facts } from './command.ts';
import { bytesText, countText } from './numbers.ts';
import { words } from './words.ts';

/** How large a tree is, and its hashes, as far as they are known. */
export function treeFacts({ files, bytes, ...hashes }: Pick<TreeSummary, 'files' | 'bytes'>): Facts {
  return [
    [words.answers.facts.files, countText(files)],
    [words.answers.facts.bytes, bytes < 1024 ? String(bytes) : `${countText(bytes)} (${bytesText(bytes)})`],
    ...Object.entries(hashes).map(([name, hash]) => [name, String(hash)] as const),
  ];
}
