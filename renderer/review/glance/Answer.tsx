import './answer.css';
import type { DecisionView, PacketView } from '../../../shared/contract/views.ts';
import { strings } from '../../strings/index.ts';
import { Say } from '../../ui/Untrusted.tsx';

const text = strings.packet.glance;

/** What has been decided, in one sentence; below it what follows from that. */
export function Answer({ view }: { readonly view: PacketView }) {
  const decided = view.decisions.find(({ state }) => state === 'in-force');
  return (
    <div>
      <h2 className="answer">
        {decided === undefined ? (
          text.undecided(view.decisions.length)
        ) : (
          <Say it={mutates(view, decided) ? text.authorised(decided) : text.decided(decided)} />
        )}
      </h2>
      <p className="soft">
        {view.reading.packet.default === null ? text.noSafeDefault : text.silence(view.options.length)}
      </p>
    </div>
  );
}

function mutates({ reading }: PacketView, { option }: DecisionView): boolean {
  return reading.packet.options.some(({ id, mutates: changes }) => id === option && changes);
}
