import type { Finding } from '../../../shared/finding/index.ts';
import type { ByteName } from './byte-name.ts';
import { NameRules } from './name-rules.ts';

interface OpenFolder {
  readonly name: ByteName;
  readonly rules: NameRules;
}

/** The rules for names (see `NameRules`), for a tree of which only the paths of leaves are known, in path order. */
export class TreeNames {
  readonly #onFinding: (one: Finding) => void;
  readonly #open: OpenFolder[] = [{ name: '', rules: new NameRules('') }];

  constructor(onFinding: (one: Finding) => void) {
    this.#onFinding = onFinding;
  }

  add(path: ByteName): void {
    const names = path.split('/');
    const leaf = names.pop() ?? '';
    let common = 0;
    while (common < names.length && this.#open[common + 1]?.name === names[common]) common += 1;
    this.#closeDownTo(common + 1);
    for (const [i, name] of names.entries()) {
      if (i < common) continue;
      this.#open.at(-1)?.rules.accepts(name);
      this.#open.push({ name, rules: new NameRules(`${names.slice(0, i + 1).join('/')}/`) });
    }
    this.#open.at(-1)?.rules.accepts(leaf);
  }

  finish(): void {
    this.#closeDownTo(0);
  }

  #closeDownTo(depth: number): void {
    while (this.#open.length > depth) this.#open.pop()?.rules.findings.forEach(this.#onFinding);
  }
}
