import { concatBytes, fromUtf8 } from '../encoding/bytes.ts';
import { type Finding, finding } from '../finding/index.ts';
import { NAMED_FINDINGS } from './capped-findings.ts';
import { EvidenceReadError, type EvidenceReader } from './reader.ts';

/** So many links in a row are followed, as Linux does it (path_resolution(7)): beyond them it says ELOOP. */
const MOST_LINKS = 40;
/** Names looked up for all links of a bundle together. */
const MOST_LOOKS = 100_000;

/**
 * The first links of a tree that lead to nothing, because they lead to themselves: by the names alone, nothing is opened
 * by them. Links that leave the root are refused before. Where following them takes a hundred thousand names, the rest are not
 * followed: this is a warning, and says nothing of those that it does not name.
 */
export async function linkLoops(reader: EvidenceReader): Promise<readonly Finding[]> {
  const loops: Finding[] = [];
  const left = { looks: MOST_LOOKS };
  for (const { path, kind } of reader.files) {
    if (kind !== 'symlink') continue;
    if (await isLoop(reader, path, left)) loops.push(finding('evidence.link-loop', path));
    if (loops.length === NAMED_FINDINGS || left.looks <= 0) break;
  }
  return loops;
}

async function isLoop(reader: EvidenceReader, path: string, left: { looks: number }): Promise<boolean> {
  const ahead = path.split('/').reverse();
  const reached: string[] = [];
  let links = 0;
  for (let name = ahead.pop(); name !== undefined && left.looks > 0; name = ahead.pop()) {
    if (name === '' || name === '.') continue;
    if (name === '..') {
      reached.pop();
      continue;
    }
    left.looks -= 1;
    reached.push(name);
    const at = reached.join('/');
    if (reader.find(at)?.kind !== 'symlink') continue;
    links += 1;
    if (links > MOST_LINKS) return true;
    const target = await targetOf(reader, at);
    if (target === null) return false;
    reached.pop();
    ahead.push(...target.split('/').reverse());
  }
  return false;
}

/** `null` where it cannot be had: whoever needs it says so. */
async function targetOf(reader: EvidenceReader, path: string): Promise<string | null> {
  const content = reader.readFile(path);
  if (content === null) return null;
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of content) chunks.push(chunk.slice());
  } catch (thrown) {
    if (thrown instanceof EvidenceReadError) return null;
    throw thrown;
  }
  return fromUtf8(concatBytes(...chunks));
}
