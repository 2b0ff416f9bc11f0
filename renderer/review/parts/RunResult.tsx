import type { RunView } from '../../../shared/contract/views.ts';
import { strings } from '../../strings/index.ts';
import { inOrder } from '../../ui/in-order.ts';
import { Notice } from '../../ui/Notice.tsx';

const text = strings.authority.run;

/** How many statements of a run were signed, and why no more. */
export function RunResult({ run: { signed, asked, ended } }: { readonly run: RunView }) {
  const isWhole = ended === 'done';
  return (
    <Notice tone={isWhole ? 'good' : 'amber'}>
      <p>{text.signed(signed.length, asked)}</p>
      {inOrder(isWhole ? [] : [text.ended[ended], text.rest], (line) => (
        <p>{line}</p>
      ))}
    </Notice>
  );
}
