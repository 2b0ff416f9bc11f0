import { escapeVisible } from '../../shared/text/deceptive.ts';
import type { Part, Sentence } from '../strings/say.ts';
import { inOrder } from './in-order.ts';

const DIGEST = /^[0-9a-f]{40,}$/;

/** Text from outside: only ever text, deceptive characters spelled out, direction isolated, and free to wrap. */
export function Untrusted({ text, mono = false }: { readonly text: string; readonly mono?: boolean }) {
  const shown = escapeVisible(text);
  if (!mono) return <bdi className="untrusted">{shown}</bdi>;
  return <bdi className="untrusted mono">{inOrder(shown.split(/(?<=[_/.-])/), breakable)}</bdi>;
}

/** An identifier or path too long for its line breaks between its words before it breaks within one. */
function breakable(word: string) {
  return (
    <>
      {word}
      <wbr />
    </>
  );
}

/** A sentence of the catalogue with its untrusted parts isolated. */
export function Say({ it }: { readonly it: Sentence }) {
  return inOrder(it, part);
}

function part(of: Part) {
  return typeof of === 'string' ? of : <Untrusted text={of.untrusted} mono={DIGEST.test(of.untrusted)} />;
}
