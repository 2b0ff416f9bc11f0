import { type Finding, hasError } from '../../finding/index.ts';
import { CappedFindings } from '../capped-findings.ts';
import { comparePaths } from '../path-order.ts';

/** What is wrong between a tree and its manifests, told in the order of the files that it is about. */
export class Differences {
  readonly #capped = new CappedFindings();
  readonly #paths = new Map<Finding, string>();

  /** @param path of the file that the finding is about */
  add(path: string, one: Finding): void {
    if (this.#capped.add(one)) this.#paths.set(one, path);
  }

  /** Whether the files are other than some manifest has them. */
  get areErrors(): boolean {
    return hasError([...this.#paths.keys()]);
  }

  list(): readonly Finding[] {
    const pathOf = (one: Finding): string => this.#paths.get(one) ?? '';
    const isCount = (one: Finding): boolean => !this.#paths.has(one);
    return this.#capped
      .list('the manifests')
      .sort((a, b) => Number(isCount(a)) - Number(isCount(b)) || comparePaths(pathOf(a), pathOf(b)));
  }
}
