import * as z from 'zod';
import { concatBytes, fromHex, fromUtf8, utf8 } from '../../encoding/bytes.ts';
import type { EvidenceReader, TokenHits } from '../reader.ts';
import { bundlePath, common } from './fields.ts';
import { failed, type Outcome, passed, unknown } from './outcome.ts';
import { MAX_TOKEN_BYTES, TokenScanner } from './token-scanner.ts';

const token = z.union([
  z
    .strictObject({
      text: z
        .string()
        .min(1)
        .max(1024)
        .refine((text) => !/\p{Surrogate}/u.test(text), 'text that has a UTF-8 form'),
    })
    .readonly(),
  z.strictObject({ hex: z.string().regex(/^([0-9a-f]{2}){1,1024}$/, 'lower-case hex of whole bytes') }).readonly(),
]);

/** No file named holds any of the tokens, byte for byte. */
export const forbiddenTokensCheck = z.strictObject({
  ...common,
  type: z.literal('forbidden-tokens'),
  tokens: z
    .array(token)
    .min(1)
    .max(256)
    .refine(
      (tokens) => tokens.reduce((sum, one) => sum + tokenBytes(one).length, 0) <= MAX_TOKEN_BYTES,
      `at most ${MAX_TOKEN_BYTES} bytes of tokens`,
    )
    .readonly(),
  /** Files, folders with a slash at their end, or `all`: every regular file but `checks.json`, which holds the tokens. */
  files: z.union([z.literal('all'), z.array(bundlePath).min(1).max(10_000).readonly()]),
});

type ForbiddenToken = z.infer<typeof token>;

export type ForbiddenTokensCheck = Readonly<z.infer<typeof forbiddenTokensCheck>>;

/** The token's bytes: of a text, its UTF-8. */
export function tokenBytes(one: ForbiddenToken): Uint8Array {
  return 'text' in one ? utf8(one.text) : (fromHex(one.hex) ?? new Uint8Array());
}

/** What a search of all the files has come to. */
interface Search {
  files: number;
  bytes: number;
  /** By the token's index: how often, and where first. */
  readonly found: Map<number, { count: number; where: string }>;
  /** The first file or name that could not be searched. */
  unsearched: string | null;
}

/**
 * Observed: files and bytes searched, and for each token found, how often and where first. A token found outweighs a
 * file that is missing.
 */
export async function evaluateForbiddenTokens(check: ForbiddenTokensCheck, reader: EvidenceReader): Promise<Outcome> {
  const { files, bytes, found, unsearched } = await search(check, reader);
  const observed = {
    files: String(files),
    bytes: String(bytes),
    ...Object.fromEntries(
      Array.from(found, ([index, { count, where }]) => [
        `token ${nameOf(check, index)}`,
        `${count}, first in ${where}`,
      ]),
    ),
  };
  const [worst] = found;
  if (worst !== undefined) return failed(`The token ${nameOf(check, worst[0])} occurs in ${worst[1].where}.`, observed);
  if (unsearched !== null) return unknown(`${unsearched}.`, observed);
  // Vacuously true, and no evidence of anything.
  if (files === 0) return unknown('There is no file to search.', observed);
  return passed(`None of ${check.tokens.length} tokens occurs in ${files} files.`, observed);
}

async function search(check: ForbiddenTokensCheck, reader: EvidenceReader): Promise<Search> {
  const tokens = check.tokens.map(tokenBytes);
  const scanner = new TokenScanner(tokens);
  const result: Search = { files: 0, bytes: 0, found: new Map(), unsearched: null };
  const wanted = new Set(check.files === 'all' ? [] : check.files);
  const missing = new Set(wanted);
  for (const { path, kind, size } of reader.files) {
    const names = check.files === 'all' ? [path] : namesOf(path).filter((name) => wanted.has(name));
    if (names.length === 0 || (check.files === 'all' && path === 'checks.json')) continue;
    if (kind === 'symlink') {
      // Of "all", whatever a link leads to is searched where it lies.
      if (check.files !== 'all') result.unsearched ??= await whyNotFollowed(reader, path, wanted);
      continue;
    }
    for (const name of names) missing.delete(name);
    const hits = reader.scanned?.(path, tokens) ?? (await scanFile(reader, path, scanner));
    if (hits === null) {
      result.unsearched ??= `${path} is not in the vault`;
      continue;
    }
    result.files += 1;
    result.bytes += size;
    addHits(result.found, hits, path);
  }
  const [first] = missing;
  if (first !== undefined) result.unsearched ??= `${first} is not in the bundle as a regular file or a folder of them`;
  return result;
}

/** Why a link keeps the search from being whole: it leads to what is not searched itself. `null` where it does not. */
async function whyNotFollowed(
  reader: EvidenceReader,
  link: string,
  wanted: ReadonlySet<string>,
): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of reader.readFile(link) ?? []) chunks.push(chunk.slice());
  const target = fromUtf8(concatBytes(...chunks)) ?? '';
  const reached: string[] = link.split('/').slice(0, -1);
  for (const name of target.split('/')) {
    if (name === '..') reached.pop();
    else if (name !== '.' && name !== '') reached.push(name);
  }
  const at = reached.join('/');
  const isSearched = [...namesOf(at), `${at}/`].some((name) => wanted.has(name));
  return isSearched ? null : `${link} is a link to what is not searched`;
}

/** The path itself and every folder that it is in, each with a slash at its end. */
function namesOf(path: string): string[] {
  const names = [path];
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) names.push(path.slice(0, at + 1));
  return names;
}

function addHits(found: Search['found'], hits: readonly TokenHits[], path: string): void {
  for (const [index, { count, first }] of hits.entries()) {
    if (count === 0 || first === null) continue;
    const before = found.get(index);
    found.set(index, { count: count + (before?.count ?? 0), where: before?.where ?? `${path}, byte ${first}` });
  }
}

function nameOf(check: ForbiddenTokensCheck, index: number): string {
  const one = check.tokens[index];
  if (one === undefined) throw new Error(`no token ${index}`);
  return 'text' in one ? one.text : one.hex;
}

async function scanFile(reader: EvidenceReader, path: string, scanner: TokenScanner): Promise<TokenHits[] | null> {
  const content = reader.readFile(path);
  if (content === null) return null;
  const scan = scanner.start();
  for await (const chunk of content) scan.scan(chunk);
  return scan.hits();
}
