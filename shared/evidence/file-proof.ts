/**
 * That one file is part of a tree, in a few hundred bytes: its `dirHash` line and the RFC 6962 audit path from that
 * line to the tree's `merkleSha256`. The root is not in the proof: whoever checks it has the root from elsewhere, a
 * signed decision or receipt, and a root that comes along would only invite to skip that.
 */
import * as z from 'zod';
import { fromBase64, fromHex, parseSha256, type Sha256, toBase64, utf8 } from '../encoding/bytes.ts';
import { documentedSchema } from '../encoding/json-schema.ts';
import { inclusionProof, leafHash, nodeHash, verifyInclusion } from '../encoding/rfc6962.ts';
import { parseStrictJson } from '../encoding/strict-json.ts';
import { type Finding, finding } from '../finding/index.ts';
import { err, ok, type Result } from '../result.ts';
import { type Hashing, nobleHashing } from './hashing.ts';
import { regularFiles } from './spelling.ts';
import { isTreePath } from './tree-fold.ts';
import type { EvidenceFile } from './types.ts';

const FILE_PROOF_TYPE = 'urn:holdfast:inclusion-proof:v1';

/** A proof reaches at most this far: a tree of 2^53 files. */
const MAX_HASHES = 53;
const LIMITS = { maxBytes: 16 * 1024, maxDepth: 4 };

export interface FileProof {
  readonly path: string;
  /** SHA-256 of the file's content. */
  readonly sha256: Sha256;
  /** Place of the file's line among the tree's regular files in path order, from 0. */
  readonly index: number;
  /** Regular files in the tree. */
  readonly size: number;
  /** The audit path, 32 bytes each, nearest sibling first. */
  readonly hashes: readonly Uint8Array[];
}

/**
 * Makes the proof for one file. `null` when no regular file has this path.
 * @param files the tree's leaves in path order; read twice.
 */
export function proveFile(
  files: Iterable<EvidenceFile>,
  path: string,
  hashing: Hashing = nobleHashing,
): FileProof | null {
  let size = 0;
  let proven: { index: number; sha256: Sha256 } | null = null;
  for (const file of regularFiles(files)) {
    if (file.path === path) proven = { index: size, sha256: file.sha256 };
    size += 1;
  }
  if (proven === null) return null;
  const hashes = inclusionProof(leafHashes(files, hashing), proven.index, size, hashing.sha256Of);
  return { path, ...proven, size, hashes };
}

/**
 * Proofs for several files of one tree at the cost of about one: the levels of the tree are hashed once.
 * @param lines the `dirHash` lines in path order, without their LF. Paths that are not among them are passed over.
 */
export function proveFiles(
  lines: readonly string[],
  paths: ReadonlySet<string>,
  hashing: Hashing = nobleHashing,
): readonly FileProof[] {
  const proven = lines.flatMap((line, index) => (paths.has(line.slice(66)) ? [{ line, index }] : []));
  if (proven.length === 0) return [];
  const levels: (readonly Uint8Array[])[] = [lines.map((line) => leafHash(utf8(line), hashing.sha256Of))];
  for (let level = levels[0] ?? []; level.length > 1; level = levels.at(-1) ?? []) levels.push(above(level, hashing));
  return proven.flatMap(({ line, index }) => {
    const sha256 = parseSha256(line.slice(0, 64));
    if (sha256 === null) throw new Error('a dirHash line begins with a SHA-256');
    const hashes = levels.flatMap((level, height) => level[Math.floor(index / 2 ** height) ^ 1] ?? []);
    return [{ path: line.slice(66), sha256, index, size: lines.length, hashes }];
  });
}

/** The level above: hashes in pairs, a last one that has no partner as it is. That is the tree of RFC 6962. */
function above(level: readonly Uint8Array[], hashing: Hashing): readonly Uint8Array[] {
  return level.flatMap((left, index) => {
    if (index % 2 === 1) return [];
    const right = level[index + 1];
    return [right === undefined ? left : nodeHash(left, right, hashing.sha256Of)];
  });
}

/** Whether the proof leads to this root: the `merkleSha256` of a tree that is trusted for another reason. */
export function verifyFileProof(proof: FileProof, merkleSha256: string): Finding[] {
  const root = fromHex(merkleSha256);
  const { index, size, hashes } = proof;
  const leaf = leafHash(utf8(lineOf(proof)));
  if (root !== null && verifyInclusion({ leafHash: leaf, index, size, proof: hashes, root })) return [];
  return [finding('evidence.inclusion-proof-refused', proof.path, { expected: merkleSha256 })];
}

const proofFile = z.strictObject({
  type: z.literal(FILE_PROOF_TYPE),
  /** The leaf: 64 hex digits, two spaces, the path. */
  line: z.string().max(8192).meta({ pattern: '^[0-9a-f]{64}  [^\\0\\n]+$' }),
  index: z.int().min(0),
  size: z.int().min(1),
  /** Standard base64 of 32 bytes each. */
  hashes: z.array(z.string().length(44).meta({ pattern: '^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$' })).max(MAX_HASHES),
});

/** JSON Schema (draft 2020-12) of a proof file, for readers without our code. */
export function fileProofJsonSchema(): object {
  return documentedSchema(proofFile);
}

/** The proof as a JSON file. */
export function fileProofText(proof: FileProof): string {
  const { index, size } = proof;
  const hashes = proof.hashes.map(toBase64);
  return `${JSON.stringify({ type: FILE_PROOF_TYPE, line: lineOf(proof), index, size, hashes })}\n`;
}

/** Reads a proof file: strict JSON of just this shape. What it says is not yet verified. */
export function parseFileProof(bytes: Uint8Array): Result<FileProof, Finding> {
  const json = parseStrictJson(bytes, LIMITS);
  if (!json.ok) return json;
  const read = proofFile.safeParse(json.value);
  if (!read.success) return err(finding('evidence.inclusion-proof-malformed', 'the whole document'));
  const { line, index, size } = read.data;
  const sha256 = parseSha256(line.slice(0, 64));
  const path = line.slice(66);
  const hashes = read.data.hashes
    .map(fromBase64)
    .filter((hash) => hash?.length === 32)
    .filter((hash) => hash !== null);
  const isLine = sha256 !== null && line.slice(64, 66) === '  ' && isTreePath(path);
  if (!isLine || hashes.length !== read.data.hashes.length) {
    return err(finding('evidence.inclusion-proof-malformed', isLine ? '/hashes' : '/line'));
  }
  return ok({ path, sha256, index, size, hashes });
}

function lineOf({ sha256, path }: Pick<EvidenceFile, 'sha256' | 'path'>): string {
  return `${sha256}  ${path}`;
}

function* leafHashes(files: Iterable<EvidenceFile>, hashing: Hashing): Generator<Uint8Array> {
  for (const file of regularFiles(files)) yield leafHash(utf8(lineOf(file)), hashing.sha256Of);
}
