import type { PacketBlocker } from '../../../shared/packet/types.ts';
import type { OptionAvailability } from '../../../shared/rules/types.ts';
import { strings } from '../../strings/index.ts';
import { moveInList } from '../../ui/arrow-keys.ts';
import { inOrder } from '../../ui/in-order.ts';
import { Untrusted } from '../../ui/Untrusted.tsx';
import type { Draft } from '../../workspace/rows.ts';
import { acknowledgedOf, toggleAcknowledged } from './owed.ts';

const text = strings.decide;

interface AcknowledgementsProps {
  readonly option: OptionAvailability;
  readonly blockers: readonly PacketBlocker[];
  readonly draft: Draft;
  readonly change: (draft: Draft) => void;
}

/** One checkbox a blocker. There is no way to tick them all at once: each is to be read. */
export function Acknowledgements({ option, blockers, draft, change }: AcknowledgementsProps) {
  const statusOf = new Map(blockers.map((blocker) => [blocker.id, blocker.statusText]));
  const given = new Set(acknowledgedOf(option, draft));
  const box = (id: string) => (
    <label className="check acknowledge">
      <input type="checkbox" data-item checked={given.has(id)} onChange={() => change(toggleAcknowledged(draft, id))} />
      <span>
        <Untrusted text={id} mono />
        <span className="soft">
          {' '}
          <Untrusted text={statusOf.get(id) ?? ''} />
        </span>
      </span>
    </label>
  );
  return (
    <fieldset className="acknowledgements" onKeyDown={moveInList}>
      <legend>{text.acknowledgeTitle}</legend>
      <div className="acknowledge-count number">
        <progress aria-label={text.acknowledgeTitle} max={option.acknowledge.length} value={given.size} />
        <span role="status">{text.acknowledged(given.size, option.acknowledge.length)}</span>
      </div>
      <div className="acknowledge-list">{inOrder(option.acknowledge, box)}</div>
    </fieldset>
  );
}
