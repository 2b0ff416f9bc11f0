import { memo, useCallback } from 'react';
import type { PacketBlocker } from '../../../shared/packet/types.ts';
import type { OptionAvailability } from '../../../shared/rules/types.ts';
import { strings } from '../../strings/index.ts';
import { moveInList } from '../../ui/arrow-keys.ts';
import { Untrusted } from '../../ui/Untrusted.tsx';
import type { Draft } from '../../workspace/rows.ts';
import { acknowledgedOf, toggleAcknowledged } from './owed.ts';
import type { ChangeDraft } from './use-draft.ts';

const text = strings.decide;

interface AcknowledgementsProps {
  readonly option: OptionAvailability;
  readonly blockers: readonly PacketBlocker[];
  readonly draft: Draft;
  readonly change: ChangeDraft;
}

/** One checkbox a blocker. There is no way to tick them all at once: each is to be read. */
export function Acknowledgements({ option, blockers, draft, change }: AcknowledgementsProps) {
  const statusOf = new Map(blockers.map((blocker) => [blocker.id, blocker.statusText]));
  const given = new Set(acknowledgedOf(option, draft));
  const toggle = useCallback((id: string) => change((before) => toggleAcknowledged(before, id)), [change]);
  return (
    <fieldset className="acknowledgements" onKeyDown={moveInList}>
      <legend>{text.acknowledgeTitle}</legend>
      <div className="acknowledge-count number">
        <progress aria-label={text.acknowledgeTitle} max={option.acknowledge.length} value={given.size} />
        <span role="status">{text.acknowledged(given.size, option.acknowledge.length)}</span>
      </div>
      <div className="acknowledge-list">
        {option.acknowledge.map((id) => (
          <Acknowledgement key={id} id={id} status={statusOf.get(id) ?? ''} isGiven={given.has(id)} toggle={toggle} />
        ))}
      </div>
    </fieldset>
  );
}

interface AcknowledgementProps {
  readonly id: string;
  readonly status: string;
  readonly isGiven: boolean;
  readonly toggle: (id: string) => void;
}

/** Rendered again only when it changes itself: there may be hundreds, and the reason beside them is being typed. */
const Acknowledgement = memo(function Acknowledgement({ id, status, isGiven, toggle }: AcknowledgementProps) {
  return (
    <label className="check acknowledge">
      <input type="checkbox" data-item checked={isGiven} onChange={() => toggle(id)} />
      <span>
        <Untrusted text={id} mono />{' '}
        <span className="soft">
          <Untrusted text={status} />
        </span>
      </span>
    </label>
  );
});
