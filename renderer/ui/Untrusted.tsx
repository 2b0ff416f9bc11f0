import { escapeVisible } from '../../shared/text/deceptive.ts';
import type { Part, Sentence } from '../strings/say.ts';
import { inOrder } from './in-order.ts';

/** Text from outside: only ever text, deceptive characters spelled out, direction isolated, and free to wrap. */
export function Untrusted({ text, mono = false }: { readonly text: string; readonly mono?: boolean }) {
  return <bdi className={mono ? 'untrusted mono' : 'untrusted'}>{escapeVisible(text)}</bdi>;
}

/** A sentence of the catalogue with its untrusted parts isolated. */
export function Say({ it }: { readonly it: Sentence }) {
  return inOrder(it, part);
}

function part(of: Part) {
  return typeof of === 'string' ? of : <Untrusted text={of.untrusted} />;
}
