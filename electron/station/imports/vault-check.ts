import type { VaultCheckView } from '../../../shared/contract/evidence-views.ts';
import { NOT_STARTED } from '../../../shared/contract/views.ts';
import { type Sha256, utf8 } from '../../../shared/encoding/bytes.ts';
import { bundleVerdict } from '../../../shared/evidence/verdict.ts';
import { hasError } from '../../../shared/finding/index.ts';
import { sha256Of } from '../../core/files/sha256.ts';
import { bundleRecords } from '../../core/journal/bundle-records.ts';
import { referredContents } from '../../core/journal/referred-contents.ts';
import { vaultCheckFindings } from '../../core/vault/check/check-findings.ts';
import type { VaultCheckResult } from '../../core/vault/check/check-job.ts';
import { recordDigest } from '../../core/vault/store/bundle-store.ts';
import type { VaultFailure } from '../../core/vault/store/vault-failure.ts';
import { passedOn } from '../passed-on.ts';
import type { Station } from '../station.ts';

type CheckedStation = Pick<Station, 'vault' | 'journal' | 'record'>;

const MAX_SHOWN = 1000;
const MAX_JOURNALLED = 100;

/** The check of the whole vault: every content hashed again, every tree folded again. One at a time. */
export class VaultCheck {
  readonly #station: CheckedStation;
  readonly #onChange: (view: VaultCheckView) => void;
  #view: VaultCheckView = { state: 'never' };
  #stop: AbortController | null = null;

  constructor(station: CheckedStation, onChange: (view: VaultCheckView) => void) {
    this.#station = station;
    this.#onChange = onChange;
  }

  view(): VaultCheckView {
    return this.#view;
  }

  /** Starts by itself where an older version has imported bundles: their records are made again before they count. */
  async startIfOwed(): Promise<void> {
    const { vault, journal } = this.#station;
    if (journal.state.kind === 'read-only') return;
    const listed = await vault.listing();
    const known = bundleRecords(journal.entries());
    const isOwed =
      listed.ok && listed.value.damaged.some(({ id, error }) => isUnrecorded(error) && known.get(id) === null);
    if (isOwed) this.start();
  }

  start(): VaultCheckView {
    if (this.#stop === null) {
      this.#stop = new AbortController();
      this.#show({ state: 'running', progress: NOT_STARTED });
      void this.#run(this.#stop.signal);
    }
    return this.#view;
  }

  stop(): VaultCheckView {
    this.#stop?.abort();
    return this.#view;
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { vault, journal } = this.#station;
    const checked = await vault.check({
      signal,
      roots: referredContents(journal.entries()),
      onProgress: (progress) => {
        if (this.#stop !== null) this.#show({ state: 'running', progress });
      },
    });
    this.#stop = null;
    if (!checked.ok) this.#show({ state: 'failed', failure: passedOn('station', checked.error) });
    else if (checked.value === null) this.#show({ state: 'stopped' });
    else this.#show(await this.#settle(checked.value));
  }

  /** The journal says what was found, of the vault and of each bundle whose record is another one since. */
  async #settle(result: VaultCheckResult): Promise<VaultCheckView> {
    const findings = vaultCheckFindings(result);
    for (const { record, differed } of result.renewed) {
      const codes = record.findings.map(({ code }) => code);
      const recorded = await this.#station.record({
        kind: 'verification',
        what: 'bundle',
        label: record.label,
        id: record.id,
        verdict: bundleVerdict(record),
        findings: [...(differed.length === 0 ? [] : ['evidence.record-differs']), ...codes].slice(0, MAX_JOURNALLED),
        record: recordDigest(record),
      });
      if (!recorded.ok) return { state: 'failed', failure: recorded.error };
    }
    const labels = new Map(result.renewed.map(({ record }) => [record.id, record.label]));
    const refused = result.refused.map((bundle) => ({ bundle, label: labels.get(bundle) ?? bundle }));
    for (const { bundle, label } of refused) {
      if (labels.has(bundle)) continue;
      const recorded = await this.#station.record({
        kind: 'verification',
        what: 'bundle',
        label,
        id: bundle,
        verdict: 'refused',
        findings: ['evidence.vault-damaged'],
      });
      if (!recorded.ok) return { state: 'failed', failure: recorded.error };
    }
    const recorded = await this.#station.record({
      kind: 'verification',
      what: 'vault',
      label: `${result.contents} contents of ${result.bytes} bytes`,
      id: digestOf(result),
      verdict: hasError(findings) ? 'refused' : 'verified',
      findings: findings.slice(0, MAX_JOURNALLED).map((one) => one.code),
    });
    if (!recorded.ok) return { state: 'failed', failure: recorded.error };
    const { contents, bytes } = result;
    const at = new Date().toISOString();
    return { state: 'done', at, contents, bytes, refused, findings: findings.slice(0, MAX_SHOWN) };
  }

  #show(view: VaultCheckView): void {
    this.#view = view;
    this.#onChange(view);
  }
}

/** It can be read, so that it can be made again. */
function isUnrecorded({ code }: VaultFailure): boolean {
  return code === 'vault/unknown-record';
}

/** What stands for this check in the journal: SHA-256 of what it found. */
function digestOf(result: VaultCheckResult): Sha256 {
  return sha256Of(utf8(JSON.stringify(result)));
}
