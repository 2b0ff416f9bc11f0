import './lock-items.css';
import type { LockReason } from '../../../shared/rules/types.ts';
import { strings } from '../../strings/index.ts';
import { inOrder } from '../../ui/in-order.ts';
import { Paged } from '../../ui/Paged.tsx';
import { Say } from '../../ui/Untrusted.tsx';

/** Reasons as a list of sentences. */
export function LockItems({ locks }: { readonly locks: readonly LockReason[] }) {
  return <Paged rows={locks}>{(shown) => <ul className="lock-items">{inOrder(shown, item)}</ul>}</Paged>;
}

function item(reason: LockReason) {
  return (
    <li>
      <Say it={strings.lockSentence(reason)} />
    </li>
  );
}
