import { useState } from 'react';
import type { KeyView } from '../../shared/contract/views.ts';
import { proofOf, type TypedProof, type Way, waysOf } from './key-proof.ts';

/** How the person goes about their key, from choosing a way to the proof that is sent. */
export interface KeyEntry {
  readonly key: KeyView;
  readonly way: Way;
  choose(way: Way): void;
  readonly passphrase: string;
  type(passphrase: string): void;
  /** `null` while something is missing. */
  readonly proof: TypedProof | null;
}

export function useKey(key: KeyView): KeyEntry {
  const [way, choose] = useState<Way>(waysOf(key)[0]);
  const [passphrase, type] = useState('');
  return { key, way, choose, passphrase, type, proof: proofOf(key, way, passphrase) };
}
