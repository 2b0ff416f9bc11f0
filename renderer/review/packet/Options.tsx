import type { PacketView } from '../../../shared/contract/views.ts';
import type { PacketOption } from '../../../shared/packet/types.ts';
import type { LockReason, OptionAvailability } from '../../../shared/rules/types.ts';
import { strings } from '../../strings/index.ts';
import { inOrder } from '../../ui/in-order.ts';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { useReview } from '../hooks/context.ts';
import { LockItems } from '../parts/LockItems.tsx';
import { groupLocks } from './lock-groups.ts';
import { OptionState } from './OptionState.tsx';

const text = strings.packet.option;

/** Every option the packet offers, and every reason why one is locked. */
export function Options({ view }: { readonly view: PacketView }) {
  const { go } = useReview();
  const textOf = new Map(view.reading.packet.options.map((option) => [option.id, option]));
  return (
    <>
      <h2 className="unseen">{strings.packet.parts.options}</h2>
      {view.reading.source.length === 0 ? null : (
        <p className="soft">
          {strings.packet.toAcknowledge(view.reading.unread.length)}{' '}
          <button
            type="button"
            className="button-link"
            onClick={() => go({ at: 'packet', packet: view.summary.sha256, part: 'document' })}
          >
            {strings.packet.seeCoverage}
          </button>
        </p>
      )}
      <ol className="options">
        {inOrder(view.options, (one) => (
          <Option availability={one} option={textOf.get(one.option)} />
        ))}
      </ol>
    </>
  );
}

interface OptionProps {
  readonly availability: OptionAvailability;
  readonly option: PacketOption | undefined;
}

function Option({ availability, option }: OptionProps) {
  const { locks, acknowledge, cautions } = availability;
  return (
    <li className="option" id={`option-${availability.option}`}>
      <div className="option-head">
        <h3>
          {option === undefined ? null : <span className="soft">{text.rank(option.rank)} </span>}
          <Untrusted text={availability.option} mono />
        </h3>
        <OptionState availability={availability} />
      </div>
      {option === undefined ? null : (
        <>
          <p>
            <Untrusted text={option.text} />
          </p>
          <p className="soft">
            {option.mutates ? text.mutates : text.safe} {text.needs(option, acknowledge.length)}
          </p>
        </>
      )}
      {locks.length === 0 ? null : <Locks locks={locks} />}
      {cautions.length === 0 ? null : (
        <div className="cautions">
          <h4>{text.cautions}</h4>
          <LockItems locks={cautions} />
        </div>
      )}
    </li>
  );
}

function Locks({ locks }: { readonly locks: readonly LockReason[] }) {
  return (
    <div className="locks">
      <h4>{text.locks.title(locks.length)}</h4>
      {groupLocks(locks).map(({ group, locks: reasons }) => (
        <section key={group}>
          <h5>
            {text.locks[group]} <span className="soft number">{strings.format.integer(reasons.length)}</span>
          </h5>
          <LockItems locks={reasons} />
        </section>
      ))}
    </div>
  );
}
