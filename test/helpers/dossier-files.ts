// Dossiers in memory, and what whoever carries one can make of it without a private key.
import { checksums } from '../../electron/core/decision-folder/contents.ts';
import { wholeFiles } from '../../electron/core/dossier/contents.ts';
import type { DossierInput } from '../../electron/core/dossier/input.ts';
import { type CheckedInput, checkInput } from '../../electron/core/dossier/read-input.ts';
import { renderReport } from '../../electron/core/dossier/report.ts';
import { judgeDossier } from '../../electron/core/dossier/verify.ts';
import { equalBytes } from '../../shared/encoding/bytes.ts';
import type { PublicKey } from '../../shared/key/public-key.ts';
import type { TrustedKey } from '../../shared/statement/trust.ts';
import { must } from './must.ts';

export type Files = ReadonlyMap<string, Uint8Array>;

export function checkedInput(input: DossierInput): CheckedInput {
  return must(checkInput(input));
}

/** Every file that follows from these parts, whether they belong together or not. */
export function filesOf(parts: CheckedInput): Files {
  return new Map(wholeFiles(parts, reportOf(parts), null).map(({ name, bytes }) => [name, bytes]));
}

/** Without a packet that was decided on there is no report to be made. */
function reportOf(parts: CheckedInput): string {
  try {
    return renderReport(parts, 'en');
  } catch {
    return '';
  }
}

/** The files with SHA256SUMS made to fit. */
export function summed(files: Files): Files {
  const others = [...files].filter(([name]) => name !== 'SHA256SUMS');
  const sums = checksums(others.map(([name, bytes]) => ({ name, bytes })));
  return new Map([...others, ['SHA256SUMS', sums]]);
}

/** The files with some changed, left out (`null`) or added, and SHA256SUMS made to fit. */
export function changed(files: Files, change: Readonly<Record<string, Uint8Array | null>>): Files {
  const next = new Map(files);
  for (const [name, bytes] of Object.entries(change)) {
    if (bytes === null) next.delete(name);
    else next.set(name, bytes);
  }
  return summed(next);
}

export function judge(files: Files, trusted: TrustedKey, station: PublicKey | null = null) {
  return judgeDossier({ files, findings: [] }, [trusted], station);
}

/** Codes of the errors, each once. */
export function errorsIn(files: Files, trusted: TrustedKey): readonly string[] {
  const { findings } = judge(files, trusted);
  return [...new Set(findings.filter(({ severity }) => severity === 'error').map(({ code }) => code))];
}

/** Names of files that are not the same in both, SHA256SUMS apart, which is made to fit. */
export function namesThatDiffer(one: Files, other: Files): readonly string[] {
  const names = new Set([...summed(one).keys(), ...summed(other).keys()]);
  return [...names].filter((name) => {
    const [here, there] = [one.get(name), other.get(name)];
    const isSame = here !== undefined && there !== undefined && equalBytes(here, there);
    return name !== 'SHA256SUMS' && !isSame;
  });
}
