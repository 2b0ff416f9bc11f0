import { type CheckPlaces, checkPlaces } from '../../../shared/evidence/checks/check-places.ts';
import { CHECKS_FILE, parseChecks } from '../../../shared/evidence/checks/checks-file.ts';
import { evaluateChecks } from '../../../shared/evidence/checks/evaluate.ts';
import { namedFiles } from '../../../shared/evidence/checks/named-files.ts';
import { type EvidenceReader, readSmallFile } from '../../../shared/evidence/reader.ts';
import { rootsOf } from '../../../shared/evidence/roots.ts';
import type { CheckResult } from '../../../shared/evidence/types.ts';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import { err, type Result } from '../../../shared/result.ts';
import { runtimeHashing } from '../tree/hashing.ts';
import { viewInside } from './folder-view.ts';

const MAX_CHECKS_BYTES = 8 * 1024 * 1024;

export interface AssessedChecks {
  readonly results: readonly CheckResult[];
  /** Each `checks.json` that cannot be read. */
  readonly findings: readonly Finding[];
}

/**
 * Recomputes the checks of every `checks.json` at a root of the tree (`rootsOf`), each over the tree inside of its own
 * root. Where there are several, the ids of all but the outermost begin with the way from that root to their own.
 */
export async function assessChecks(reader: EvidenceReader): Promise<AssessedChecks> {
  const results: CheckResult[] = [];
  const findings: Finding[] = [];
  const roots = rootsWithChecks(reader);
  for (const root of roots) {
    const assessed = await assessAt(viewInside(reader, root), inside(root, CHECKS_FILE));
    const way = wayTo(root, roots);
    findings.push(...assessed.findings);
    results.push(...assessed.results.map((one) => ({ ...one, id: inside(way, one.id) })));
  }
  return { results, findings };
}

/** The paths of every `checks.json` at a root, and of every single file that its checks name. */
export async function filesNamedByChecks(reader: EvidenceReader): Promise<readonly string[]> {
  const named = new Set<string>();
  for (const root of rootsWithChecks(reader)) {
    const bytes = await read(viewInside(reader, root), inside(root, CHECKS_FILE));
    const checks = bytes.ok ? parseChecks(bytes.value) : null;
    const files = checks?.ok === true ? checks.value.flatMap(namedFiles) : [];
    for (const path of [CHECKS_FILE, ...files]) named.add(inside(root, path));
  }
  return [...named];
}

/** The places that each check of a bundle names, by the id that its result has. `checks.json` that cannot be read names none. */
export async function placesOfChecks(
  reader: EvidenceReader,
  results: readonly CheckResult[],
): Promise<readonly CheckPlaces[]> {
  const named: CheckPlaces[] = [];
  const roots = rootsWithChecks(reader);
  for (const root of roots) {
    const bytes = await read(viewInside(reader, root), inside(root, CHECKS_FILE));
    const checks = bytes.ok ? parseChecks(bytes.value) : null;
    for (const check of checks?.ok === true ? checks.value : []) {
      const id = inside(wayTo(root, roots), check.id);
      const observed = results.find((one) => one.id === id)?.observed ?? {};
      const places = checkPlaces(check, observed).map((place) => ({
        ...place,
        path: inside(root, place.path),
        ...(place.against === undefined ? {} : { against: inside(root, place.against) }),
      }));
      named.push({ id, places });
    }
  }
  return named;
}

/** From the outermost root with checks to another. */
function wayTo(root: string, [outermost = '']: readonly string[]): string {
  return outermost === '' ? root : root.slice(outermost.length + 1);
}

function rootsWithChecks(reader: EvidenceReader): readonly string[] {
  return rootsOf(reader).filter((root) => reader.find(inside(root, CHECKS_FILE)) !== null);
}

async function assessAt(view: EvidenceReader, where: string): Promise<AssessedChecks> {
  const bytes = await read(view, where);
  if (!bytes.ok) return { results: [], findings: [bytes.error] };
  const checks = parseChecks(bytes.value);
  if (!checks.ok) return { results: [], findings: checks.error };
  return { results: await evaluateChecks(checks.value, view, runtimeHashing), findings: [] };
}

async function read(view: EvidenceReader, where: string): Promise<Result<Uint8Array, Finding>> {
  const bytes = await readSmallFile(view, CHECKS_FILE, MAX_CHECKS_BYTES, runtimeHashing);
  return bytes.ok ? bytes : err(finding('evidence.unreadable', where, { observed: bytes.error }));
}

function inside(root: string, path: string): string {
  return root === '' ? path : `${root}/${path}`;
}
