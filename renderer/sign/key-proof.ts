import type { KeyProof } from '../../shared/contract/sign.ts';
import type { KeyView } from '../../shared/contract/views.ts';

/** How a key is to be used, as it was typed. */
export type TypedProof = { readonly by: 'passphrase'; readonly passphrase: string } | { readonly by: 'agent' };

/** How a key is used: under a passphrase (kept here, or in a file of one's own), or by the agent that holds it. */
export type Way = KeyProof['by'];

/** The ways that this key can be used, the first being the usual one. */
export function waysOf(key: KeyView): readonly [Way, ...Way[]] {
  if (key.kind === 'station') return ['passphrase'];
  return key.inToken ? ['agent'] : ['passphrase', 'agent'];
}

/** How the key is to be used; `null` while something for it is missing. A key file of one's own may have no passphrase. */
export function proofOf(key: KeyView, way: Way, passphrase: string): TypedProof | null {
  if (key.kind === 'station') return passphrase === '' ? null : { by: 'passphrase', passphrase };
  if (way === 'agent') return key.agent === null ? null : { by: 'agent' };
  return key.keyFile === null ? null : { by: 'passphrase', passphrase };
}
