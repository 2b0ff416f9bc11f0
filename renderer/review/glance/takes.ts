import type { LockReason, OptionAvailability } from '../../../shared/rules/types.ts';
import { strings } from '../../strings/index.ts';
import { groupLocks } from './lock-groups.ts';

const text = strings.packet.option.takes;

/** What an option still takes, in a few words: blockers to acknowledge, or blockers, grants and the rest that lock it. */
export function takes({ available, acknowledge, locks }: OptionAvailability): string | null {
  if (available) return acknowledge.length === 0 ? null : text.acknowledge(acknowledge.length);
  return groupLocks(locks)
    .map(({ group, locks: reasons }) => text[group](new Set(reasons.map(aboutOf)).size))
    .join(', ');
}

/** What a reason is about: several reasons of one blocker are one blocker. */
function aboutOf(lock: LockReason): string {
  if ('blocker' in lock) return lock.blocker;
  if ('grant' in lock) return lock.grant;
  if ('treeHash' in lock) return lock.treeHash;
  if ('check' in lock) return lock.check;
  return 'where' in lock ? `${lock.code} ${lock.where}` : lock.kind;
}
