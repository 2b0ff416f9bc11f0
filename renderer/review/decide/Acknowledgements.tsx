import { memo, type ReactNode, useCallback } from 'react';
import type { PacketBlocker, UnreadPassage } from '../../../shared/packet/types.ts';
import { assertNever } from '../../../shared/result.ts';
import type { Acknowledgement } from '../../../shared/rules/owed.ts';
import type { OptionAvailability } from '../../../shared/rules/types.ts';
import { strings } from '../../strings/index.ts';
import { moveInList } from '../../ui/arrow-keys.ts';
import { inOrder } from '../../ui/in-order.ts';
import { LongText } from '../../ui/LongText.tsx';
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

/** One checkbox for each thing that is owed. There is no way to tick them all at once: each is to be read. */
export function Acknowledgements({ option, blockers, draft, change }: AcknowledgementsProps) {
  const statusOf = new Map(blockers.map((blocker) => [blocker.id, blocker.statusText]));
  const given = new Set(acknowledgedOf(option, draft));
  const toggle = useCallback((key: string) => change((before) => toggleAcknowledged(before, key)), [change]);
  const groups = GROUPS.map(({ title, kinds }) => ({
    title,
    owed: option.owed.filter(({ kind }) => kinds.includes(kind)),
  })).filter(({ owed }) => owed.length > 0);
  return (
    <fieldset className="acknowledgements" onKeyDown={moveInList}>
      <legend>{text.acknowledgeTitle}</legend>
      <div className="acknowledge-count number">
        <progress aria-label={text.acknowledgeTitle} max={option.owed.length} value={given.size} />
        <span role="status">{text.acknowledged(given.size, option.owed.length)}</span>
      </div>
      {inOrder(groups, ({ title, owed }) => (
        <>
          <p className="acknowledge-group">{title}</p>
          <div className="acknowledge-list">
            {owed.map((one) => (
              <Acknowledge
                key={one.key}
                one={one}
                status={one.kind === 'blocker' ? (statusOf.get(one.blocker) ?? '') : ''}
                isGiven={given.has(one.key)}
                toggle={toggle}
              />
            ))}
          </div>
        </>
      ))}
    </fieldset>
  );
}

const GROUPS: readonly { readonly title: string; readonly kinds: readonly Acknowledgement['kind'][] }[] = [
  { title: text.acknowledgeGroups.blockers, kinds: ['blocker'] },
  { title: text.acknowledgeGroups.effect, kinds: ['effect'] },
  { title: text.acknowledgeGroups.passages, kinds: ['passage', 'passages'] },
];

interface AcknowledgeProps {
  readonly one: Acknowledgement;
  readonly status: string;
  readonly isGiven: boolean;
  readonly toggle: (key: string) => void;
}

/** Rendered again only when it changes itself: there may be hundreds, and the reason beside them is being typed. */
const Acknowledge = memo(function Acknowledge({ one, status, isGiven, toggle }: AcknowledgeProps) {
  return (
    <div className="acknowledge">
      <label className="check">
        <input type="checkbox" data-item checked={isGiven} onChange={() => toggle(one.key)} />
        <span>{labelOf(one, status)}</span>
      </label>
      {quotedOf(one)}
    </div>
  );
});

function labelOf(one: Acknowledgement, status: string): ReactNode {
  switch (one.kind) {
    case 'blocker':
      return (
        <>
          <Untrusted text={one.blocker} mono />{' '}
          <span className="soft">
            <Untrusted text={status} />
          </span>
        </>
      );
    case 'effect':
      return text.effect[one.effect.saidBy];
    case 'passage':
      return text.passage(one.passage.line, one.passage.lastLine);
    case 'passages':
      return text.passages(one.passages.length);
    default:
      return assertNever(one, 'acknowledgement');
  }
}

/** The packet's own words that are acknowledged, under the sentence that acknowledges them. */
function quotedOf(one: Acknowledgement): ReactNode {
  switch (one.kind) {
    case 'blocker':
      return null;
    case 'effect':
      return (
        <ul className="quoted">
          {inOrder(one.effect.clauses, (clause) => (
            <li>
              <Untrusted text={clause} />
            </li>
          ))}
        </ul>
      );
    case 'passage':
      return quote(one.passage);
    case 'passages':
      return (
        <details className="quoted">
          <summary>{text.showPassages}</summary>
          {inOrder(one.passages, quote)}
        </details>
      );
    default:
      return assertNever(one, 'acknowledgement');
  }
}

function quote({ text: words }: UnreadPassage) {
  return (
    <blockquote className="quoted">
      <LongText text={words} />
    </blockquote>
  );
}
