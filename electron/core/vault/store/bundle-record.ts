import * as z from 'zod';
import { documentedSchema } from '../../../../shared/encoding/json-schema.ts';
import { parseStrictJson } from '../../../../shared/encoding/strict-json.ts';
import type { BundleRecord } from '../../../../shared/evidence/types.ts';
import { bundleVerdict } from '../../../../shared/evidence/verdict.ts';
import { type FindingCode, hasError, isFindingCode } from '../../../../shared/finding/index.ts';
import { sha256Field } from '../../../../shared/statement/fields.ts';

const count = z.int().nonnegative();
const gitSha1 = z.string().regex(/^[0-9a-f]{40}$/);
/** RFC 3339, UTC. */
const instant = z.string().regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?Z$/);

const hashes = {
  dirHash: sha256Field,
  gitTreeSha256: sha256Field.optional(),
  gitTreeSha1: gitSha1.optional(),
  merkleSha256: sha256Field,
  sha256sumDot: sha256Field,
};

const summary = z
  .strictObject({ files: count, bytes: count, ...hashes, bagManifest: sha256Field.optional() })
  .transform(({ bagManifest, ...rest }) => ({
    ...given(rest),
    ...(bagManifest === undefined ? {} : { bagManifest }),
  }));

/** git's ids, where they were computed: both or none. */
const treeHashes = z.strictObject(hashes).transform((one) => given(one));

interface MaybeGit {
  readonly gitTreeSha256?: string | undefined;
  readonly gitTreeSha1?: string | undefined;
}

function given<T extends MaybeGit>({ gitTreeSha256, gitTreeSha1, ...rest }: T) {
  const isKnown = gitTreeSha256 !== undefined && gitTreeSha1 !== undefined;
  return { ...rest, ...(isKnown ? { gitTreeSha256, gitTreeSha1 } : {}) };
}

const spellings = z
  .strictObject({
    withTopFolder: treeHashes.optional(),
    withoutTopFolder: treeHashes.optional(),
    payload: treeHashes.optional(),
    inner: z.array(treeHashes).optional(),
  })
  .transform(({ withTopFolder, withoutTopFolder, payload, inner }) => ({
    ...(payload === undefined ? {} : { payload }),
    ...(withoutTopFolder === undefined ? {} : { withoutTopFolder }),
    ...(withTopFolder === undefined ? {} : { withTopFolder }),
    ...(inner === undefined ? {} : { inner }),
  }));

const gitTrees = z.strictObject({ gitTreeSha1: gitSha1, gitTreeSha256: sha256Field });

const gitSpellings = z
  .strictObject({
    asRoot: gitTrees.optional(),
    withTopFolder: gitTrees.optional(),
    withoutTopFolder: gitTrees.optional(),
    payload: gitTrees.optional(),
    inner: z.array(gitTrees).optional(),
  })
  .transform(({ asRoot, withTopFolder, withoutTopFolder, payload, inner }) => ({
    ...(asRoot === undefined ? {} : { asRoot }),
    ...(payload === undefined ? {} : { payload }),
    ...(withoutTopFolder === undefined ? {} : { withoutTopFolder }),
    ...(withTopFolder === undefined ? {} : { withTopFolder }),
    ...(inner === undefined ? {} : { inner }),
  }));

const gitModes = z
  .strictObject({ none: gitSpellings.optional(), all: gitSpellings.optional() })
  .transform(({ none, all }) => ({
    ...(none === undefined ? {} : { none }),
    ...(all === undefined ? {} : { all }),
  }));

const listedHashes = z.strictObject({ dirHash: sha256Field, merkleSha256: sha256Field, sha256sumDot: sha256Field });

const asListed = z
  .strictObject({
    asRoot: listedHashes.optional(),
    withTopFolder: listedHashes.optional(),
    withoutTopFolder: listedHashes.optional(),
    payload: listedHashes.optional(),
  })
  .transform(({ asRoot, withTopFolder, withoutTopFolder, payload }) => ({
    ...(asRoot === undefined ? {} : { asRoot }),
    ...(payload === undefined ? {} : { payload }),
    ...(withoutTopFolder === undefined ? {} : { withoutTopFolder }),
    ...(withTopFolder === undefined ? {} : { withTopFolder }),
  }));

const finding = z
  .strictObject({
    code: z.string().pipe(z.custom<FindingCode>((value) => typeof value === 'string' && isFindingCode(value))),
    severity: z.enum(['error', 'warning', 'info']),
    where: z.string(),
    observed: z.string().optional(),
    expected: z.string().optional(),
  })
  .transform(({ observed, expected, ...rest }) => ({
    ...rest,
    ...(observed === undefined ? {} : { observed }),
    ...(expected === undefined ? {} : { expected }),
  }));

const check = z.strictObject({
  id: z.string(),
  type: z.enum(['rollback-proof', 'entry-exit', 'probe-results', 'forbidden-tokens', 'seal']),
  title: z.string(),
  result: z.enum(['pass', 'fail', 'unknown']),
  reason: z.string(),
  observed: z.record(z.string(), z.string()),
});

const bundleRecord = z
  .strictObject({
    id: sha256Field,
    label: z.string(),
    form: z.enum(['directory', 'zip', 'tar', 'tar.gz']),
    layout: z.enum(['plain', 'bag', 'sha256sums']),
    summary,
    spellings: spellings.optional(),
    leavesSha256: sha256Field.optional(),
    gitModes: gitModes.optional(),
    manifests: z.array(z.strictObject({ path: z.string(), sha256: sha256Field })).optional(),
    asListed: asListed.optional(),
    verdict: z.enum(['verified', 'read', 'refused']),
    findings: z.array(finding),
    checks: z.array(check),
    importedAt: instant,
  })
  .refine(({ id, summary }) => id === summary.dirHash, 'a bundle is called by its dirHash')
  .refine((record) => isVerdictOf(record), 'the verdict follows from layout, findings and checks')
  .transform(({ spellings, leavesSha256, gitModes, manifests, asListed, ...rest }) => ({
    ...rest,
    verdict: bundleVerdict(rest),
    ...(spellings === undefined ? {} : { spellings }),
    ...(leavesSha256 === undefined ? {} : { leavesSha256 }),
    ...(gitModes === undefined ? {} : { gitModes }),
    ...(manifests === undefined ? {} : { manifests }),
    ...(asListed === undefined ? {} : { asListed }),
  }));

/**
 * Whether a record may say this verdict. A record of an older vault says `refused` exactly where a finding is an error,
 * and otherwise `verified`: what it says is then read as the verdict of today.
 */
function isVerdictOf(record: Pick<BundleRecord, 'verdict' | 'layout' | 'findings' | 'checks'>): boolean {
  const older = hasError(record.findings) ? 'refused' : 'verified';
  return record.verdict === older || record.verdict === bundleVerdict(record);
}

const LIMITS = { maxBytes: 64 * 1024 * 1024, maxDepth: 8 };

/** JSON Schema (draft 2020-12) of a bundle's record, for readers without our code. */
export function bundleJsonSchema(): object {
  return documentedSchema(bundleRecord);
}

/** Reads a bundle's record as the vault wrote it; `null` for anything else. */
export function parseBundleRecord(bytes: Uint8Array): BundleRecord | null {
  const json = parseStrictJson(bytes, LIMITS);
  const parsed = bundleRecord.safeParse(json.ok ? json.value : null);
  return parsed.success ? parsed.data : null;
}
