import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { joined } from '../../../shared/evidence/joined.ts';
import type { BundleRecord } from '../../../shared/evidence/types.ts';
import { type Failure, failure } from '../../../shared/failure/failure.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { Vault } from '../../core/vault/vault.ts';
import { passedOn } from '../passed-on.ts';

export interface HeldBundles {
  readonly bundles: readonly BundleRecord[];
  /** Why no more is known of a bundle than its `dirHash`. */
  readonly damaged: ReadonlyMap<Sha256, Failure>;
}

/** Every bundle of the vault, with the one verdict that its tree has (see `joined`), and those that are damaged. */
export async function heldBundles(vault: Pick<Vault, 'listing'>): Promise<Result<HeldBundles, Failure>> {
  const listed = await vault.listing();
  if (!listed.ok) return err(passedOn('bundle', listed.error));
  const { bundles, damaged } = listed.value;
  return ok({
    bundles: joined(bundles),
    damaged: new Map(damaged.map(({ id, error }) => [id, passedOn('bundle', error)])),
  });
}

/** One of them. One that cannot be read gives the reason. */
export function bundleAmong({ bundles, damaged }: HeldBundles, id: Sha256): Result<BundleRecord, Failure> {
  const found = bundles.find((one) => one.id === id);
  if (found !== undefined) return ok(found);
  return err(damaged.get(id) ?? passedOn('bundle', failure('vault/missing', { where: id })));
}
