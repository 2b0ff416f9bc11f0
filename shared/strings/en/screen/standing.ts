import type { BlockerView } from '../../../contract/blocker-view.ts';
import { assertNever } from '../../../result.ts';
import { listed, type Sentence, say } from '../../forms/say.ts';
import { terms } from './terms.ts';

/** What is so now, as a phrase that follows "Now:". */
function now(of: Omit<BlockerView, 'locks'>): Sentence {
  switch (of.now) {
    case 'closed':
      if (of.closedBy.length > 0) return ['closed by ', ...listed(of.closedBy, 'and')];
      return [of.says.status === 'closed' ? 'closed, by the packet’s word alone' : 'closed by a discharge'];
    case 'waiting': {
      const waitsFor = of.actors.filter(({ hasSigned }) => !hasSigned).map(({ role }) => terms.role[role]);
      return ['signed by ', ...listed(of.signedBy, 'and'), `, waits for ${waitsFor.join(' and ')}`];
    }
    case 'partial':
      return of.legs.length === 0 ? ['partly closed'] : legs(of);
    case 'open':
      return ['open'];
    default:
      return assertNever(of.now, 'standing of a blocker');
  }
}

function legs(of: Pick<BlockerView, 'legs'>): Sentence {
  return of.legs.flatMap((leg, at) => [...(at === 0 ? [] : [', ']), ...say`${leg.leg}`, ` ${leg.now}`]);
}

/** What the packet says of a blocker, and what is so now: the same words on every screen and in the report. */
export const standing = {
  says: 'Packet says',
  now: 'Now',
  nowOf: now,
  state: { open: 'open', partial: 'partly closed', waiting: 'waiting for a signature', closed: 'closed' },
};
