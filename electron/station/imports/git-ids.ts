import type { GitIdsView } from '../../../shared/contract/evidence-views.ts';
import { NOT_STARTED } from '../../../shared/contract/views.ts';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { hasGitIds } from '../../../shared/evidence/git-ids.ts';
import type { BundleRecord, EvidenceReferenceState } from '../../../shared/evidence/types.ts';
import { bundleVerdict } from '../../../shared/evidence/verdict.ts';
import type { Failure } from '../../../shared/failure/failure.ts';
import type { Result } from '../../../shared/result.ts';
import type { VaultFailure } from '../../core/vault/store/vault-failure.ts';
import { passedOn } from '../passed-on.ts';
import type { Station } from '../station.ts';

type Bundle = Pick<BundleRecord, 'id' | 'label'>;

const NOTHING: GitIdsView = { running: null, waiting: [], stopped: [], failed: [] };
const MAX_JOURNALLED = 100;

/**
 * git's tree ids of bundles, computed from the vault's copy when something asks: one bundle after the other, each added to
 * the bundle's record and told in the journal; while something is being signed, once that has ended.
 */
export class GitIdsWork {
  readonly #station: Pick<Station, 'vault' | 'journal' | 'record' | 'frozenRecords'>;
  readonly #onChange: (view: GitIdsView, isAdded: boolean) => void;
  #view = NOTHING;
  #stop: AbortController | null = null;

  /** @param onChange `isAdded`: a bundle has its ids now, so whatever was compared with it is to be compared again */
  constructor(
    station: Pick<Station, 'vault' | 'journal' | 'record' | 'frozenRecords'>,
    onChange: (view: GitIdsView, isAdded: boolean) => void,
  ) {
    this.#station = station;
    this.#onChange = onChange;
  }

  view(): GitIdsView {
    return this.#view;
  }

  /** A person asks for these bundles, also for those that were stopped or failed before. */
  ask(bundles: readonly Bundle[]): GitIdsView {
    const ids = new Set(bundles.map(({ id }) => id));
    const { stopped, failed } = this.#view;
    this.#show({
      stopped: stopped.filter((id) => !ids.has(id)),
      failed: failed.filter(({ bundle }) => !ids.has(bundle)),
    });
    this.#add(bundles);
    return this.#view;
  }

  /** A packet names hashes that may be ids of these bundles: they are computed, unless that was stopped or failed before. */
  owed(references: readonly EvidenceReferenceState[]): void {
    const { stopped, failed } = this.#view;
    const tried = new Set([...stopped, ...failed.map(({ bundle }) => bundle)]);
    const open = references.flatMap(({ match, bundles }) => (match.kind === 'not-computed' ? bundles : []));
    this.#add(open.filter((bundle) => !tried.has(bundle.id) && !hasGitIds(bundle)));
  }

  /** Stops what runs and forgets what waits. What a packet asks for stays not computed until a person asks again. */
  stop(): GitIdsView {
    const { running, waiting, stopped } = this.#view;
    const given = [...(running === null ? [] : [running]), ...waiting].map(({ bundle }) => bundle);
    this.#show({ waiting: [], stopped: [...new Set([...stopped, ...given])] });
    this.#stop?.abort();
    return this.#view;
  }

  #add(bundles: readonly Bundle[]): void {
    if (this.#station.journal.state.kind === 'read-only') return;
    const { running, waiting } = this.#view;
    const known = new Set([running, ...waiting].map((one) => one?.bundle));
    const more = bundles.filter(({ id }) => !known.has(id)).map(({ id: bundle, label }) => ({ bundle, label }));
    if (more.length === 0) return;
    this.#show({ waiting: [...waiting, ...more] });
    if (this.#stop === null) void this.#work();
  }

  async #work(): Promise<void> {
    for (let next = this.#view.waiting[0]; next !== undefined; next = this.#view.waiting[0]) {
      this.#stop = new AbortController();
      this.#show({ running: { ...next, progress: NOT_STARTED }, waiting: this.#view.waiting.slice(1) });
      const added = await this.#compute(next.bundle, this.#stop.signal);
      const failed = added.ok ? [] : [{ bundle: next.bundle, label: next.label, failure: added.error }];
      this.#show({ running: null, failed: [...this.#view.failed, ...failed] }, added.ok && added.value !== null);
    }
    this.#stop = null;
  }

  async #compute(bundle: Sha256, signal: AbortSignal): Promise<Result<BundleRecord | null, Failure>> {
    const added = await this.#station.vault.addGitIds<Failure>(
      bundle,
      (record, digest) => this.#journal(record, digest),
      {
        signal,
        changes: this.#station.frozenRecords,
        onProgress: (progress) => {
          const { running } = this.#view;
          if (running?.bundle === bundle) this.#show({ running: { ...running, progress } });
        },
      },
    );
    return added.ok ? added : { ok: false, error: toldOf(added.error) };
  }

  #journal(record: BundleRecord, digest: Sha256): Promise<Result<unknown, Failure>> {
    const codes = record.findings.map(({ code }) => code);
    return this.#station.record({
      kind: 'verification',
      what: 'bundle',
      label: record.label,
      id: record.id,
      verdict: bundleVerdict(record),
      findings: ['evidence.git-ids-computed', ...codes].slice(0, MAX_JOURNALLED),
      record: digest,
    });
  }

  #show(change: Partial<GitIdsView>, isAdded = false): void {
    this.#view = { ...this.#view, ...change };
    this.#onChange(this.#view, isAdded);
  }
}

function toldOf(failed: VaultFailure | Failure): Failure {
  return isOfVault(failed) ? passedOn('bundle', failed) : failed;
}

function isOfVault(failed: VaultFailure | Failure): failed is VaultFailure {
  return failed.code.startsWith('vault/');
}
