import type { Sha256 } from '../../shared/bytes.ts';
import type { Problem } from '../../shared/contract/channel.ts';
import { joined } from '../../shared/evidence/joined.ts';
import type { BundleRecord } from '../../shared/evidence/types.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Vault } from '../vault/vault.ts';
import { problemOf } from './problems.ts';

/** Every bundle of the vault, with the one verdict that its tree has (see `joined`). */
export async function heldBundles(vault: Pick<Vault, 'bundles'>): Promise<Result<readonly BundleRecord[], Problem>> {
  const bundles = await vault.bundles();
  return bundles.ok ? ok(joined(bundles.value)) : err(problemOf('bundle', bundles.error));
}

/** One of them. One that cannot be read gives the reason. */
export async function heldBundle(
  vault: Pick<Vault, 'bundle' | 'bundles'>,
  id: Sha256,
): Promise<Result<BundleRecord, Problem>> {
  const own = await vault.bundle(id);
  if (!own.ok) return err(problemOf('bundle', own.error));
  const all = await heldBundles(vault);
  return all.ok ? ok(all.value.find((one) => one.id === id) ?? own.value) : all;
}
