import { type Finding, finding } from '../../../../shared/finding/index.ts';
import type { VaultCheckResult } from './check-job.ts';

/** What the check found, as findings: errors for what is damaged, a remark on what nothing refers to. */
export function vaultCheckFindings(result: VaultCheckResult): readonly Finding[] {
  const { damaged, unusablePacks, refused, renewed, orphans, bundles } = result;
  const lostOf = (id: string): string => `files lost: ${bundles.find((one) => one.id === id)?.lost.length ?? 0}`;
  return [
    ...unusablePacks.map((pack) => finding('evidence.vault-damaged', `pack ${pack}`)),
    ...damaged.map((content) => finding('evidence.vault-damaged', `content ${content}`)),
    ...refused.map((id) => finding('evidence.vault-damaged', `bundle ${id}`, { observed: lostOf(id) })),
    ...renewed.flatMap(({ record, differed }) =>
      differed.length === 0
        ? []
        : [finding('evidence.record-differs', `bundle ${record.id}`, { observed: differed.join(', ') })],
    ),
    ...(orphans.count === 0 ? [] : [finding('evidence.vault-orphans', 'the vault', { observed: `${orphans.count}` })]),
  ];
}
