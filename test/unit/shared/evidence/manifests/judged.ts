/** Manifests judged over a bundle in memory. */
import { createHash } from 'node:crypto';
import { otherDigests } from '../../../../../electron/core/assess/other-digests.ts';
import { runtimeHashing } from '../../../../../electron/core/tree/hashing.ts';
import { judgeManifests, type ManifestJudgement } from '../../../../../shared/evidence/manifests/judge.ts';
import type { EvidenceReader } from '../../../../../shared/evidence/reader.ts';
import { isAllVouchedFor } from '../../../../../shared/evidence/verdict.ts';
import { hasError } from '../../../../../shared/finding/index.ts';
import { MemoryBundle } from '../checks/bundle.ts';

export type Content = Readonly<Record<string, string | Uint8Array>>;

export async function judged(bundle: EvidenceReader | Content): Promise<ManifestJudgement> {
  const reader = isReader(bundle) ? bundle : new MemoryBundle(bundle);
  return await judgeManifests(reader, {
    hashing: runtimeHashing,
    digestsOf: (path, algorithms) => otherDigests(reader, path, algorithms),
  });
}

export async function codesOf(bundle: EvidenceReader | Content): Promise<string[]> {
  return (await judged(bundle)).findings.map(({ code }) => code);
}

/** What the manifests make of a bundle that has no checks. */
export async function verdictOf(bundle: EvidenceReader | Content): Promise<'verified' | 'read' | 'refused'> {
  const { findings, layout } = await judged(bundle);
  if (hasError(findings)) return 'refused';
  return layout === 'plain' || !isAllVouchedFor(findings) ? 'read' : 'verified';
}

export function digest(algorithm: string, content: string | Uint8Array): string {
  return createHash(algorithm).update(content).digest('hex');
}

/** As `sha256sum` and its kin write it. */
export function sumsText(algorithm: string, files: Content): string {
  return Object.entries(files)
    .map(([path, content]) => `${digest(algorithm, content)}  ${path}\n`)
    .join('');
}

function isReader(bundle: EvidenceReader | Content): bundle is EvidenceReader {
  return typeof bundle.readFile === 'function';
}
