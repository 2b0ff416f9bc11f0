import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { joined } from '../../../shared/evidence/joined.ts';
import type { BundleRecord } from '../../../shared/evidence/types.ts';
import type { Failure } from '../../../shared/failure/failure.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { Vault } from '../../core/vault/vault.ts';
import { passedOn } from '../passed-on.ts';

export interface HeldBundles {
  readonly bundles: readonly BundleRecord[];
  /** The `dirHash` of each of which no more is known. */
  readonly damaged: readonly Sha256[];
}

/** Every bundle of the vault, with the one verdict that its tree has (see `joined`), and those that are damaged. */
export async function heldBundles(vault: Pick<Vault, 'listing'>): Promise<Result<HeldBundles, Failure>> {
  const listed = await vault.listing();
  if (!listed.ok) return err(passedOn('bundle', listed.error));
  const { bundles, damaged } = listed.value;
  return ok({ bundles: joined(bundles), damaged: damaged.map(({ id }) => id) });
}

/** One of them. One that cannot be read gives the reason. */
export async function heldBundle(
  vault: Pick<Vault, 'bundle' | 'listing'>,
  id: Sha256,
): Promise<Result<BundleRecord, Failure>> {
  const own = await vault.bundle(id);
  if (!own.ok) return err(passedOn('bundle', own.error));
  const all = await heldBundles(vault);
  return all.ok ? ok(all.value.bundles.find((one) => one.id === id) ?? own.value) : all;
}
