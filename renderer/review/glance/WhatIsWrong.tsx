import type { PacketView } from '../../../shared/contract/views.ts';
import { assertNever } from '../../../shared/result.ts';
import type { Sentence } from '../../../shared/strings/forms/say.ts';
import { strings } from '../../strings/index.ts';
import { inOrder } from '../../ui/in-order.ts';
import { Mark, type State } from '../../ui/Mark.tsx';
import { Say } from '../../ui/Untrusted.tsx';
import { useReview } from '../hooks/context.ts';
import type { Route } from '../hooks/route.ts';
import { type Wrong, whatIsWrong } from './wrong.ts';

const text = strings.packet.wrong;

const MOST_SHOWN = 3;

/** The three worst things, each with the way to it. */
export function WhatIsWrong({ view }: { readonly view: PacketView }) {
  const { go } = useReview();
  const all = whatIsWrong(view);
  const more = all.length - MOST_SHOWN;
  return (
    <section aria-labelledby="wrong-title">
      <h2 id="wrong-title">{text.title}</h2>
      {all.length === 0 ? <p>{text.nothing}</p> : null}
      <ul className="wrong">
        {inOrder(all.slice(0, MOST_SHOWN), (one) => {
          const { state, words, to, action } = told(one, view);
          return (
            <li>
              <Mark state={state}>
                <Say it={words} />
              </Mark>
              <button type="button" className="button-link" onClick={() => go(to)}>
                {action}
              </button>
            </li>
          );
        })}
      </ul>
      {more > 0 ? <p className="soft">{text.more(more)}</p> : null}
    </section>
  );
}

interface Told {
  readonly state: State;
  readonly words: Sentence;
  readonly to: Route;
  readonly action: string;
}

function told(wrong: Wrong, { summary }: PacketView): Told {
  const at = { at: 'packet', packet: summary.sha256 } as const;
  switch (wrong.kind) {
    case 'unmatched':
      return {
        state: 'failed',
        words: text.unmatched(wrong.treeHash),
        to: { ...at, part: 'evidence' },
        action: text.compare,
      };
    case 'failed':
      return {
        state: 'failed',
        words: text.failed(wrong.label, wrong.failed, wrong.errors),
        to: { ...at, part: 'evidence' },
        action: text.see,
      };
    case 'findings':
      return {
        state: 'failed',
        words: [text.findings(wrong.errors)],
        to: { ...at, part: 'document' },
        action: text.see,
      };
    case 'not-computed':
      return {
        state: 'unknown',
        words: text.notComputed(wrong.treeHash),
        to: { ...at, part: 'evidence' },
        action: text.see,
      };
    case 'not-supplied':
      return {
        state: 'unknown',
        words: text.notSupplied(wrong.treeHash),
        to: { at: 'inbox' },
        action: text.import,
      };
    case 'unknown':
      return {
        state: 'unknown',
        words: text.unknown(wrong.label, wrong.unknown),
        to: { ...at, part: 'evidence' },
        action: text.see,
      };
    case 'unread':
      return {
        state: 'unknown',
        words: [text.unread(wrong.passages)],
        to: { ...at, part: 'document', show: 'coverage' },
        action: text.read,
      };
    default:
      return assertNever(wrong, 'what is wrong with a packet');
  }
}
