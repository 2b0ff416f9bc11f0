import { createHash } from 'node:crypto';
import { parseSha256 } from '../../shared/bytes.ts';
import type { VaultCheckView } from '../../shared/contract/evidence-views.ts';
import { NOT_STARTED } from '../../shared/contract/views.ts';
import { hasError } from '../../shared/finding/index.ts';
import { referredContents } from '../journal/referred-contents.ts';
import { fsckFindings } from '../vault/fsck-findings.ts';
import type { FsckResult } from '../vault/fsck-job.ts';
import { problemOf } from './problems.ts';
import type { Station } from './station.ts';

const MAX_SHOWN = 1000;
const MAX_JOURNALLED = 100;

/** The check of the whole vault: every content hashed again, every tree folded again. One at a time. */
export class VaultCheck {
  readonly #station: Station;
  readonly #onChange: (view: VaultCheckView) => void;
  #view: VaultCheckView = { state: 'never' };
  #stop: AbortController | null = null;

  constructor(station: Station, onChange: (view: VaultCheckView) => void) {
    this.#station = station;
    this.#onChange = onChange;
  }

  view(): VaultCheckView {
    return this.#view;
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
    const checked = await vault.fsck({
      signal,
      roots: referredContents(journal.entries()),
      onProgress: (progress) => {
        if (this.#stop !== null) this.#show({ state: 'running', progress });
      },
    });
    this.#stop = null;
    if (!checked.ok) this.#show({ state: 'failed', problem: problemOf('station', checked.error) });
    else if (checked.value === null) this.#show({ state: 'stopped' });
    else this.#show(await this.#settle(checked.value));
  }

  /** The journal says what was found, of the vault and of each bundle that is refused since. */
  async #settle(result: FsckResult): Promise<VaultCheckView> {
    const findings = fsckFindings(result);
    const refused: { bundle: FsckResult['refused'][number]; label: string }[] = [];
    for (const id of result.refused) {
      const record = await this.#station.vault.bundle(id);
      const label = record.ok ? record.value.label : id;
      refused.push({ bundle: id, label });
      const recorded = await this.#station.record({
        kind: 'verification',
        what: 'bundle',
        label,
        id,
        verdict: 'refused',
        findings: ['evidence.vault-damaged'],
      });
      if (!recorded.ok) return { state: 'failed', problem: recorded.error };
    }
    const recorded = await this.#station.record({
      kind: 'verification',
      what: 'vault',
      label: `${result.contents} contents of ${result.bytes} bytes`,
      id: digestOf(result),
      verdict: hasError(findings) ? 'refused' : 'verified',
      findings: findings.slice(0, MAX_JOURNALLED).map((one) => one.code),
    });
    if (!recorded.ok) return { state: 'failed', problem: recorded.error };
    const { contents, bytes } = result;
    const at = new Date().toISOString();
    return { state: 'done', at, contents, bytes, refused, findings: findings.slice(0, MAX_SHOWN) };
  }

  #show(view: VaultCheckView): void {
    this.#view = view;
    this.#onChange(view);
  }
}

/** What stands for this check in the journal: SHA-256 of what it found. */
function digestOf(result: FsckResult) {
  const digest = parseSha256(createHash('sha256').update(JSON.stringify(result)).digest('hex'));
  if (digest === null) throw new Error('a SHA-256 in hex is one');
  return digest;
}
