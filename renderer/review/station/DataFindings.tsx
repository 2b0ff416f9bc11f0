import { strings } from '../../strings/index.ts';
import { FindingList } from '../../ui/FindingList.tsx';
import { useReview } from '../hooks/context.ts';

const text = strings.station.data;

/** What is odd about the files of this station; nothing where nothing is. */
export function DataFindings() {
  const { findings } = useReview().station;
  if (findings.length === 0) return null;
  return (
    <section className="card" aria-labelledby="data-findings-title">
      <h2 id="data-findings-title">{text.title}</h2>
      <p className="soft">{text.lead}</p>
      <FindingList findings={findings} />
    </section>
  );
}
