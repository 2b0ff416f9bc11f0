import type { FileKind } from '../../../shared/evidence/types.ts';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import { PathLedger } from './path-ledger.ts';
import type { ArchiveLimits } from './types.ts';

/** What is wrong with more entries than this is not listed one by one: the list itself must stay bounded. */
const MOST_FINDINGS = 1000;

/**
 * Decides what is let through of one archive, and keeps what was found. Reading goes on after an entry that is
 * refused, so that a person sees all that is wrong; it stops at damage and past the limits.
 */
export class Admission {
  readonly #limits: ArchiveLimits;
  readonly #archiveBytes: number;
  readonly #where: string;
  readonly #ledger = new PathLedger();
  readonly #findings: Finding[] = [];
  #entries = 0;
  #expanded = 0;
  #stopped = false;

  constructor(limits: ArchiveLimits, archiveBytes: number, where: string) {
    this.#limits = limits;
    this.#archiveBytes = archiveBytes;
    this.#where = where;
  }

  get findings(): readonly Finding[] {
    return this.#findings;
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  /** One entry is refused; the next may be read. */
  refuse(found: Finding): void {
    if (this.#stopped) return;
    this.#findings.push(found);
    if (this.#findings.length >= MOST_FINDINGS) this.stop(finding('evidence.archive-too-many-findings', this.#where));
  }

  /** Nothing more can be read, or may be. */
  stop(found: Finding): void {
    this.#findings.push(found);
    this.#stopped = true;
  }

  /** Counts one entry, before anything of it is looked at. */
  countEntry(): Finding | null {
    this.#entries += 1;
    return this.#entries <= this.#limits.maxEntries
      ? null
      : this.#tooFar(`more than ${this.#limits.maxEntries} entries`, `at most ${this.#limits.maxEntries}`);
  }

  /** Counts bytes that came, or are stated to come, out of the archive. */
  expand(bytes: number): Finding | null {
    this.#expanded += bytes;
    const { maxTotalBytes, maxRatio, ratioFreeBytes } = this.#limits;
    const most = Math.min(maxTotalBytes, Math.max(ratioFreeBytes, maxRatio * this.#archiveBytes));
    if (this.#expanded <= most) return null;
    return this.#tooFar(
      `${this.#expanded} bytes or more`,
      `at most ${most} for ${this.#archiveBytes} bytes of archive`,
    );
  }

  /** Takes a path once. False, with a finding, when another entry has it or uses it as something else. */
  takePath(path: string, kind: FileKind | 'directory'): boolean {
    const verdict = this.#ledger.add(path, kind === 'directory');
    if (verdict === 'duplicate') this.refuse(finding('evidence.archive-duplicate', path));
    if (verdict === 'conflict') this.refuse(finding('evidence.path-conflict', path));
    return verdict === 'new';
  }

  #tooFar(observed: string, expected: string): Finding {
    return finding('evidence.archive-expands-too-far', this.#where, { observed, expected });
  }
}
