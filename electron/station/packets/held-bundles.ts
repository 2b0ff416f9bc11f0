import type { Problem } from '../../../shared/contract/channel.ts';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { joined } from '../../../shared/evidence/joined.ts';
import type { BundleRecord } from '../../../shared/evidence/types.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { Vault } from '../../core/vault/vault.ts';
import { problemOf } from '../problems.ts';

export interface HeldBundles {
  readonly bundles: readonly BundleRecord[];
  /** The `dirHash` of each of which no more is known. */
  readonly damaged: readonly Sha256[];
}

/** Every bundle of the vault, with the one verdict that its tree has (see `joined`), and those that are damaged. */
export async function heldBundles(
  vault: Pick<Vault, 'bundles' | 'damagedBundles'>,
): Promise<Result<HeldBundles, Problem>> {
  const bundles = await vault.bundles();
  if (!bundles.ok) return err(problemOf('bundle', bundles.error));
  const damaged = await vault.damagedBundles();
  if (!damaged.ok) return err(problemOf('bundle', damaged.error));
  return ok({ bundles: joined(bundles.value), damaged: damaged.value.map(({ id }) => id) });
}

/** One of them. One that cannot be read gives the reason. */
export async function heldBundle(
  vault: Pick<Vault, 'bundle' | 'bundles' | 'damagedBundles'>,
  id: Sha256,
): Promise<Result<BundleRecord, Problem>> {
  const own = await vault.bundle(id);
  if (!own.ok) return err(problemOf('bundle', own.error));
  const all = await heldBundles(vault);
  return all.ok ? ok(all.value.bundles.find((one) => one.id === id) ?? own.value) : all;
}
