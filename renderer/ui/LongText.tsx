import { inOrder } from './in-order.ts';
import { Visible } from './Untrusted.tsx';

const LINES_TOGETHER = 200;

/** Preformatted outside text of any length, in stretches that the browser lays out only as they come into view. */
export function LongText({ text }: { readonly text: string }) {
  const lines = text.split('\n');
  const starts = Array.from({ length: Math.ceil(lines.length / LINES_TOGETHER) }, (_, at) => at * LINES_TOGETHER);
  return (
    <div className="long-text">{inOrder(starts, (start) => stretch(lines.slice(start, start + LINES_TOGETHER)))}</div>
  );
}

function stretch(lines: readonly string[]) {
  return (
    <pre style={{ containIntrinsicSize: `auto ${lines.length}lh` }}>
      <bdi className="untrusted">
        <Visible text={lines.join('\n')} breaks={null} />
      </bdi>
    </pre>
  );
}
