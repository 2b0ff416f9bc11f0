import { isDeepStrictEqual } from 'node:util';
import { parseSha256 } from '../../shared/bytes.ts';
import { bundleVerdict } from '../../shared/evidence/verdict.ts';
import { assessTree } from '../vault/assess/assess.ts';
import { openVault } from '../vault/vault.ts';
import { type Facts, type Run, UsageError, unreadable } from './command.ts';
import type { usages } from './commands.ts';
import { vaultOf } from './station-vault.ts';
import { bundleOutcome } from './verdict.ts';
import { bundleFindings } from './verify-bundle.ts';
import { workerFile } from './worker-file.ts';

/** `recheck --data DIR --bundle ID`: for an auditor, every claim of a bundle recomputed from the vault's bytes. */
export const recheck: Run<typeof usages.recheck> = async (input) => {
  const id = parseSha256(input.required('bundle'));
  if (id === null) throw new UsageError('--bundle takes a dirHash: 64 lower-case hex digits.');
  const place = await vaultOf(input.required('data'));
  if (!place.ok) return unreadable(place.error);
  const vault = await openVault(place.value, { workerFile: workerFile() });
  if (!vault.ok) return unreadable(vault.error.sentence);
  try {
    const record = await vault.value.bundle(id);
    if (!record.ok) return unreadable(record.error.sentence);
    const reader = vault.value.evidence(id);
    if (!reader.ok) return unreadable(reader.error.sentence);
    const assessment = await assessTree({ ...record.value, reader: reader.value });
    reader.value.close();
    const { checks } = assessment;
    const asRecorded = isDeepStrictEqual(checks, record.value.checks);
    const verdict = bundleVerdict(assessment);
    const { json, ...outcome } = bundleOutcome(verdict, bundleFindings(assessment, verdict));
    const facts: Facts = [
      ['as recorded', asRecorded ? 'yes' : 'no: the record says otherwise'],
      ...checks.map(({ id, result }) => ['check', `${id}: ${result}`] as const),
    ];
    return { ...outcome, facts, status: asRecorded ? outcome.status : 1, json: { ...json, asRecorded, checks } };
  } finally {
    await vault.value.close();
  }
};
