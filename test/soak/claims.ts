import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const CLI = join(import.meta.dirname, '../../out/cli/holdfast.mjs');

/** What the window said of something that somebody did. `unknown`: it could say nothing, since it was killed. */
export type Said = 'done' | 'not-done' | 'unknown';

/** What leaves an entry in the journal: a signature, or something with a name that is its own. */
export type Deed =
  | { readonly kind: 'signature'; readonly signed: Said }
  | { readonly kind: 'import'; readonly label: string; readonly imported: Said }
  | { readonly kind: 'export'; readonly folder: string; readonly exported: Said };

/** One difference between what was said and what is true. */
export interface Falsehood {
  readonly what: string;
}

interface Entry {
  readonly event: {
    readonly kind: string;
    readonly label?: string;
    readonly folder?: string;
    readonly statement?: string;
  };
}

/**
 * Everything that the window said since the start of the run, compared with the data folder whenever no console runs on
 * it: each thing that was said to be done is in the journal, nothing is that was said not to be, what the journal held
 * it still holds, and every content in the vault is whole.
 */
export class Claims {
  readonly #data: string;
  readonly #deeds: Deed[] = [];
  #checked = 0;
  #log = '';

  constructor(data: string) {
    this.#data = data;
  }

  add(deed: Deed): void {
    this.#deeds.push(deed);
  }

  get count(): number {
    return this.#deeds.length;
  }

  /** How often something was said to be done, not done, or not known. */
  tally(): Readonly<Record<Said, number>> {
    const tally = { done: 0, 'not-done': 0, unknown: 0 };
    for (const deed of this.#deeds) tally[saidOf(deed)] += 1;
    return tally;
  }

  /** Only while no console runs. */
  compare(): readonly Falsehood[] {
    const log = readFileSync(join(this.#data, 'journal/log.jsonl'), 'utf8');
    const whole = log.slice(0, log.lastIndexOf('\n') + 1);
    const falsehoods: Falsehood[] = [];
    if (!whole.startsWith(this.#log)) falsehoods.push({ what: 'the journal lost an entry that it held' });
    this.#log = whole;
    const entries = whole
      .split('\n')
      .filter((line) => line !== '')
      .map((line): Entry => JSON.parse(line));
    falsehoods.push(...this.#signatures(entries), ...this.#named(entries));
    const checked = spawnSync(process.execPath, [CLI, 'fsck', '--data', this.#data, '--json'], { encoding: 'utf8' });
    if (checked.status !== 0) {
      falsehoods.push({
        what: `fsck ends with ${checked.status}: ${checked.stderr.slice(0, 2000)} ${checked.stdout.slice(0, 2000)}`,
      });
    }
    return falsehoods;
  }

  /** Statements have no name of their own: they are counted since the last comparison. */
  #signatures(entries: readonly Entry[]): readonly Falsehood[] {
    const signatures = this.#deeds.flatMap((deed) => (deed.kind === 'signature' ? [deed.signed] : []));
    const there = entries.filter(({ event }) => event.kind === 'signature').length;
    const least = signatures.filter((signed) => signed === 'done').length;
    const most = least + signatures.filter((signed) => signed === 'unknown').length;
    if (there >= least && there <= most) {
      this.#settle(there - least);
      return [];
    }
    return [{ what: `${least} to ${most} statements were said to be signed, and the journal has ${there}` }];
  }

  /** What was not known of the signatures so far is known now. */
  #settle(done: number): void {
    let left = done;
    for (const [at, deed] of this.#deeds.entries()) {
      if (deed.kind !== 'signature' || deed.signed !== 'unknown') continue;
      this.#deeds[at] = { kind: 'signature', signed: left > 0 ? 'done' : 'not-done' };
      left -= 1;
    }
  }

  #named(entries: readonly Entry[]): readonly Falsehood[] {
    const imported = namesOf(entries, 'import-finished', ({ label }) => label);
    const exported = namesOf(entries, 'export', ({ folder }) => folder);
    const fresh = this.#deeds.slice(this.#checked);
    this.#checked = this.#deeds.length;
    return fresh.flatMap((deed) => {
      if (deed.kind === 'signature') return [];
      const name = deed.kind === 'import' ? deed.label : deed.folder;
      const said = saidOf(deed);
      const isThere = (deed.kind === 'import' ? imported : exported).has(name);
      if (said === 'unknown' || (said === 'done') === isThere) return [];
      return [
        {
          what: `the ${deed.kind} of ${name} was said to be ${said}, and the journal ${isThere ? 'has it' : 'does not'}`,
        },
      ];
    });
  }
}

function saidOf(deed: Deed): Said {
  if (deed.kind === 'signature') return deed.signed;
  return deed.kind === 'import' ? deed.imported : deed.exported;
}

function namesOf(
  entries: readonly Entry[],
  kind: string,
  name: (event: Entry['event']) => string | undefined,
): ReadonlySet<string | undefined> {
  return new Set(entries.filter(({ event }) => event.kind === kind).map(({ event }) => name(event)));
}
