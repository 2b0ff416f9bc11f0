import { z } from 'zod';
import { fromHex, toHex, utf8 } from '../../bytes.ts';
import { bundlePath, common } from './fields.ts';
import { failed, type Outcome, passed, unknown } from './outcome.ts';
import type { EvidenceReader, TokenHits } from './reader.ts';
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

export type ForbiddenToken = z.infer<typeof token>;

export type ForbiddenTokensCheck = Readonly<z.infer<typeof forbiddenTokensCheck>>;

/** The token's bytes: of a text, its UTF-8. */
export function tokenBytes(one: ForbiddenToken): Uint8Array {
  return 'text' in one ? utf8(one.text) : (fromHex(one.hex) ?? new Uint8Array());
}

/** Observed: files and bytes searched, and for each token found `<token>`: how often, and where first. */
export async function evaluateForbiddenTokens(check: ForbiddenTokensCheck, reader: EvidenceReader): Promise<Outcome> {
  const paths = searchedPaths(check.files, reader);
  if (!Array.isArray(paths))
    return unknown(`${paths.missing} is not in the bundle as a regular file or a folder of them.`);
  const tokens = check.tokens.map(tokenBytes);
  const scanner = new TokenScanner(tokens);
  const total = new Map<number, { count: number; where: string }>();
  let bytes = 0;
  for (const path of paths) {
    const hits = reader.scanned?.(path, tokens) ?? (await scanFile(reader, path, scanner));
    if (hits === null) return unknown(`${path} is not in the vault.`);
    bytes += reader.find(path)?.size ?? 0;
    for (const [index, { count, first }] of hits.entries()) {
      if (count === 0 || first === null) continue;
      const before = total.get(index);
      total.set(index, { count: count + (before?.count ?? 0), where: before?.where ?? `${path}, byte ${first}` });
    }
  }
  const found = [...total].map(([index, { count, where }]) => {
    const one = check.tokens[index];
    return { name: one === undefined ? '' : 'text' in one ? one.text : toHex(tokenBytes(one)), count, where };
  });
  const observed = {
    files: String(paths.length),
    bytes: String(bytes),
    ...Object.fromEntries(found.map(({ name, count, where }) => [`token ${name}`, `${count}, first in ${where}`])),
  };
  const [worst] = found;
  if (worst === undefined) return passed(`None of ${tokens.length} tokens occurs in ${paths.length} files.`, observed);
  return failed(`The token ${worst.name} occurs in ${worst.where}.`, observed);
}

function searchedPaths(files: ForbiddenTokensCheck['files'], reader: EvidenceReader): string[] | { missing: string } {
  const regular = Array.from(reader.files)
    .filter(({ kind }) => kind !== 'symlink')
    .map(({ path }) => path);
  if (files === 'all') return regular.filter((path) => path !== 'checks.json');
  const wanted = new Set<string>();
  for (const path of files) {
    const named = path.endsWith('/')
      ? regular.filter((one) => one.startsWith(path))
      : regular.filter((one) => one === path);
    if (named.length === 0) return { missing: path };
    for (const one of named) wanted.add(one);
  }
  return [...wanted];
}

async function scanFile(reader: EvidenceReader, path: string, scanner: TokenScanner): Promise<TokenHits[] | null> {
  const content = reader.readFile(path);
  if (content === null) return null;
  const scan = scanner.start();
  for await (const chunk of content) scan.scan(chunk);
  return scan.hits();
}
