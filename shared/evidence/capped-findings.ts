import { type Finding, type FindingCode, finding } from '../finding/index.ts';

/** Of each code this many findings are named one by one; the rest is counted. */
export const NAMED_FINDINGS = 20;

/** Findings about many lines or files, which a hostile bundle could otherwise make a million of. */
export class CappedFindings {
  readonly #named: Finding[] = [];
  readonly #counts = new Map<FindingCode, number>();
  readonly #more = { error: 0, warning: 0, info: 0 };

  /** Whether the finding is named, and not only counted. */
  add(one: Finding): boolean {
    const count = (this.#counts.get(one.code) ?? 0) + 1;
    this.#counts.set(one.code, count);
    if (count <= NAMED_FINDINGS) this.#named.push(one);
    else this.#more[one.severity] += 1;
    return count <= NAMED_FINDINGS;
  }

  /** @param where the file that they are about, for the findings that say how many were left out. */
  list(where: string): Finding[] {
    const { error, warning, info } = this.#more;
    const rest = warning + info;
    return [
      ...this.#named,
      ...(error === 0 ? [] : [finding('evidence.manifest-more', where, { observed: `${error} more` })]),
      ...(rest === 0 ? [] : [finding('evidence.more-warnings', where, { observed: `${rest} more` })]),
    ];
  }
}
