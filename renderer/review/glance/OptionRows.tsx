import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import type { PacketView } from '../../../shared/contract/views.ts';
import type { OptionEffect, PacketOption } from '../../../shared/packet/types.ts';
import type { OptionAvailability } from '../../../shared/rules/types.ts';
import { strings } from '../../strings/index.ts';
import { Badge } from '../../ui/Badge.tsx';
import { inOrder } from '../../ui/in-order.ts';
import { Mark } from '../../ui/Mark.tsx';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { takes } from './takes.ts';
import { Why, WhyButton } from './Why.tsx';

const text = strings.packet.option;

interface OptionRowsProps {
  readonly view: PacketView;
  /** The option whose reasons are to be seen. */
  readonly show: string | null;
}

/** A row an option: the packet's words, what it does and by which clause, whether it can be signed, what it still takes. */
export function OptionRows({ view, show }: OptionRowsProps) {
  const { packet, effects } = view.reading;
  const optionOf = new Map(packet.options.map((option) => [option.id, option]));
  const effectOf = new Map(effects.map((effect) => [effect.option, effect]));
  return (
    <ol className="option-rows" aria-label={strings.packet.glance.options}>
      {inOrder(view.options, (one) => (
        <OptionRow
          view={view}
          availability={one}
          option={optionOf.get(one.option)}
          effect={effectOf.get(one.option)}
          isShown={one.option === show}
        />
      ))}
    </ol>
  );
}

interface OptionRowProps {
  readonly view: PacketView;
  readonly availability: OptionAvailability;
  readonly option: PacketOption | undefined;
  readonly effect: OptionEffect | undefined;
  readonly isShown: boolean;
}

function OptionRow({ view, availability, option, effect, isShown }: OptionRowProps) {
  const { option: id, isDefault, available } = availability;
  const row = useRef<HTMLLIElement>(null);
  useLayoutEffect(() => {
    if (isShown) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isShown]);
  const [toggled, setToggled] = useState<boolean | null>(null);
  const isOpen = toggled ?? isShown;
  const hasReasons = availability.locks.length > 0 || availability.cautions.length > 0;
  const still = takes(availability);
  return (
    <li className="option-row" id={`option-${id}`} ref={row}>
      <span className="soft number">{option === undefined ? null : strings.format.integer(option.rank)}</span>
      <div>
        <h3>
          <Untrusted text={id} mono /> {isDefault ? <Badge tone="hold">{text.default}</Badge> : null}
        </h3>
        {option === undefined ? null : <p className="option-words">“{underlined(option.text, effect)}”</p>}
      </div>
      <div className="option-effect">
        {option === undefined ? null : option.mutates ? (
          <span className="changes">{text.mutates}</span>
        ) : (
          <>
            <span>{text.safe}</span>
            {effect === undefined ? null : <span className="soft">{text.saidBy[effect.saidBy]}</span>}
          </>
        )}
      </div>
      <div className="option-state">
        <Mark state={available ? 'closed' : 'open'} plain={available}>
          {available ? text.available : text.locked}
        </Mark>
        {still === null ? null : <span className="soft">{still}</span>}
        {hasReasons ? (
          <WhyButton availability={availability} isOpen={isOpen} toggle={() => setToggled(!isOpen)} />
        ) : null}
      </div>
      {hasReasons && isOpen ? <Why view={view} availability={availability} /> : null}
    </li>
  );
}

/** The packet's words with the clauses underlined that say what the option does. */
function underlined(words: string, effect: OptionEffect | undefined): ReactNode {
  if (effect?.saidBy !== 'text') return <Untrusted text={words} />;
  return inOrder(split(words, effect.clauses), ({ text: piece, isClause }) =>
    isClause ? (
      <u>
        <Untrusted text={piece} />
      </u>
    ) : (
      <Untrusted text={piece} />
    ),
  );
}

interface Piece {
  readonly text: string;
  readonly isClause: boolean;
}

/** The words in pieces, the clauses among them as far as they stand there in this order. */
function split(words: string, clauses: readonly string[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const clause of clauses) {
    const found = words.indexOf(clause, at);
    if (clause === '' || found < 0) continue;
    if (found > at) pieces.push({ text: words.slice(at, found), isClause: false });
    pieces.push({ text: clause, isClause: true });
    at = found + clause.length;
  }
  return at < words.length ? [...pieces, { text: words.slice(at), isClause: false }] : pieces;
}
