import type { Finding } from '../../shared/finding/index.ts';
import type { Severity } from '../../shared/finding/kind.ts';

const ORDER: readonly Severity[] = ['error', 'warning', 'info'];

/** Findings that say the same of several places. */
export type FindingGroup = readonly [Finding, ...Finding[]];

/** Findings of one code together, the gravest codes first; otherwise in the order in which they were found. */
export function groupFindings(findings: readonly Finding[]): readonly FindingGroup[] {
  const groups = new Map<string, [Finding, ...Finding[]]>();
  for (const severity of ORDER) {
    for (const one of findings) {
      if (one.severity !== severity) continue;
      const key = `${severity} ${one.code}`;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [one]);
      else group.push(one);
    }
  }
  return [...groups.values()];
}
