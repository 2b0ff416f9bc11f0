import type { PacketView } from '../../../shared/contract/views.ts';
import { assertNever } from '../../../shared/result.ts';
import type { LockReason, OptionAvailability } from '../../../shared/rules/types.ts';
import { escapeVisible } from '../../../shared/text/deceptive.ts';
import { strings } from '../../strings/index.ts';
import { inOrder } from '../../ui/in-order.ts';
import { Paged } from '../../ui/Paged.tsx';
import { Say } from '../../ui/Untrusted.tsx';
import { useReview } from '../hooks/context.ts';
import type { Route } from '../hooks/route.ts';
import { groupLocks } from './lock-groups.ts';

const text = strings.packet.option;

interface WhyButtonProps {
  readonly availability: OptionAvailability;
  readonly isOpen: boolean;
  readonly toggle: () => void;
}

/** Opens the reasons below the row of an option. */
export function WhyButton({ availability: { option, locks }, isOpen, toggle }: WhyButtonProps) {
  const isLocked = locks.length > 0;
  return (
    <button
      type="button"
      className="button-link why-button"
      aria-expanded={isOpen}
      aria-label={(isLocked ? text.whyLocked : text.whatToKnow)(escapeVisible(option))}
      onClick={toggle}
    >
      {isLocked ? text.why : text.cautions}
    </button>
  );
}

interface WhyProps {
  readonly view: PacketView;
  readonly availability: OptionAvailability;
}

/** The reasons why an option is locked, and what to know before it is chosen: in place, each with the way to mend it. */
export function Why({ view, availability: { locks, cautions } }: WhyProps) {
  return (
    <div className="why-reasons">
      {locks.length === 0 ? null : <h4>{text.locks.title(locks.length)}</h4>}
      {groupLocks(locks).map(({ group, locks: reasons }) => (
        <section key={group}>
          <h5>
            {text.locks[group]} <span className="soft number">{strings.format.integer(reasons.length)}</span>
          </h5>
          <Reasons locks={reasons} view={view} />
        </section>
      ))}
      {cautions.length === 0 ? null : (
        <>
          <h4>{text.cautions}</h4>
          <Reasons locks={cautions} view={view} />
        </>
      )}
    </div>
  );
}

interface ReasonsProps {
  readonly locks: readonly LockReason[];
  readonly view: PacketView;
}

function Reasons({ locks, view }: ReasonsProps) {
  return (
    <Paged rows={locks}>
      {(shown) => (
        <ul className="lock-items">
          {inOrder(shown, (reason) => (
            <Reason reason={reason} view={view} />
          ))}
        </ul>
      )}
    </Paged>
  );
}

function Reason({ reason, view }: { readonly reason: LockReason; readonly view: PacketView }) {
  const { go } = useReview();
  const { words, to } = wayToMend(reason, view);
  return (
    <li>
      <Say it={strings.lockSentence(reason)} />{' '}
      <button type="button" className="button-link" onClick={() => go(to)}>
        {words}
      </button>
    </li>
  );
}

/** Where a reason is mended. */
function wayToMend(reason: LockReason, { summary }: PacketView): { readonly words: string; readonly to: Route } {
  const at = { at: 'packet', packet: summary.sha256 } as const;
  if ('grant' in reason) return { words: text.mend.grant, to: { ...at, part: 'blockers', show: reason.grant } };
  if ('blocker' in reason) return { words: text.mend.blocker, to: { ...at, part: 'blockers', show: reason.blocker } };
  switch (reason.kind) {
    case 'evidence-not-supplied':
    case 'evidence-unmatched':
      return { words: text.mend.import, to: { at: 'inbox' } };
    case 'evidence-not-computed':
    case 'evidence-refused':
    case 'check-not-passed':
      return { words: text.mend.evidence, to: { ...at, part: 'evidence' } };
    case 'packet-finding':
    case 'no-safe-default':
      return { words: text.mend.document, to: { ...at, part: 'document' } };
    default:
      return assertNever(reason, 'lock reason');
  }
}
