import type { PacketView } from '../../../shared/contract/views.ts';
import { strings } from '../../strings/index.ts';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { useReview } from '../hooks/context.ts';
import { recommendationOf } from './recommendation.ts';

const text = strings.packet.glance;

/** What the packet recommends, quoted as the packet's word; all of it is in the document. */
export function Recommendation({ view }: { readonly view: PacketView }) {
  const { go } = useReview();
  const words = recommendationOf(view.reading.document);
  if (words === null) return null;
  return (
    <blockquote className="recommendation">
      <p>
        <strong>{text.recommends}</strong> “<Untrusted text={words} />”
      </p>
      <button
        type="button"
        className="button-link"
        onClick={() => go({ at: 'packet', packet: view.summary.sha256, part: 'document' })}
      >
        {text.readAll}
      </button>
    </blockquote>
  );
}
