import type { BlockerView } from '../../../contract/blocker-view.ts';
import { assertNever } from '../../../result.ts';
import type { standing as en } from '../../en/screen/standing.ts';
import type { SameShape } from '../../forms/same-shape.ts';
import { listed, type Sentence, say } from '../../forms/say.ts';
import { terms } from './terms.ts';

/** What is so now, as a phrase that follows "Now:". */
function now(of: Omit<BlockerView, 'locks'>): Sentence {
  switch (of.now) {
    case 'closed':
      if (of.closedBy.length > 0) return ['đã đóng, người ký: ', ...listed(of.closedBy, 'và')];
      return [
        of.says.status === 'closed' ? 'đã đóng, chỉ theo lời của gói quyết định' : 'đã đóng bằng một bản giải tỏa',
      ];
    case 'waiting': {
      const waitsFor = of.actors.filter(({ hasSigned }) => !hasSigned).map(({ role }) => terms.role[role]);
      return ['đã ký: ', ...listed(of.signedBy, 'và'), `, còn chờ ${waitsFor.join(' và ')}`];
    }
    case 'partial':
      return of.legs.length === 0 ? ['đã đóng một phần'] : legs(of);
    case 'open':
      return ['còn mở'];
    default:
      return assertNever(of.now, 'standing of a blocker');
  }
}

const LEG: Readonly<Record<BlockerView['legs'][number]['now'], string>> = { open: 'còn mở', closed: 'đã đóng' };

function legs(of: Pick<BlockerView, 'legs'>): Sentence {
  return of.legs.flatMap((leg, at) => [...(at === 0 ? [] : [', ']), ...say`${leg.leg}`, ` ${LEG[leg.now]}`]);
}

/** What the packet says of a blocker, and what is so now: the same words on every screen. */
export const standing: SameShape<typeof en> = {
  says: 'Gói quyết định nói',
  now: 'Hiện nay',
  nowOf: now,
  state: { open: 'còn mở', partial: 'đã đóng một phần', waiting: 'chờ chữ ký', closed: 'đã đóng' },
};
