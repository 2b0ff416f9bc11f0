import { type Finding, type FindingCode, finding } from '../finding/index.ts';

/** Of each code this many findings are named one by one; the rest is counted. */
export const NAMED_FINDINGS = 20;

/** Findings about a file of many lines, which a hostile one could otherwise make a million of. */
export class CappedFindings {
  readonly #named: Finding[] = [];
  readonly #counts = new Map<FindingCode, number>();

  add(one: Finding): void {
    const count = (this.#counts.get(one.code) ?? 0) + 1;
    this.#counts.set(one.code, count);
    if (count <= NAMED_FINDINGS) this.#named.push(one);
  }

  /** @param where the file that they are about, for the finding that says how many were left out. */
  list(where: string): Finding[] {
    const more = [...this.#counts.values()].reduce((sum, count) => sum + Math.max(0, count - NAMED_FINDINGS), 0);
    if (more === 0) return [...this.#named];
    return [...this.#named, finding('evidence.manifest-more', where, { observed: `${more} more` })];
  }
}
