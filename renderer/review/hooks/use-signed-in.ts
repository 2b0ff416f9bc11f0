import { useState } from 'react';
import { ACCESS, type Access } from '../../../shared/contract/access.ts';
import type { ReviewChannels } from '../../../shared/contract/review.ts';
import type { IdentityView } from '../../../shared/contract/views.ts';
import type { Failure } from '../../../shared/failure/failure.ts';
import { useCrash } from '../../ui/use-crash.ts';
import { ask } from './bridge.ts';
import { useReview } from './context.ts';
import { missingRoles } from './session.ts';

/** Whoever is asked to sign in before something that takes a role, and what came of it. */
export interface SignInFirst {
  /** Whether someone has to sign in first. */
  readonly isNeeded: boolean;
  /** Those who may; nobody where the station has no such identity. */
  readonly people: readonly IdentityView[];
  readonly chosen: IdentityView | undefined;
  readonly choose: (id: string) => void;
  readonly isOpen: boolean;
  readonly failure: Failure | null;
  /** Goes on at once when nobody has to sign in, after signing in otherwise, and not at all when that was cancelled. */
  readonly then: (goOn: () => void) => void;
}

/** Signs in where that is needed for a channel, and then goes on with what was asked for. */
export function useSignInFirst(channel: keyof ReviewChannels): SignInFirst {
  const { station, renewStation } = useReview();
  const [picked, choose] = useState<string | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const crash = useCrash();
  const access: Access = ACCESS[channel];
  const people = station.identities.filter(
    ({ state, roles }) =>
      state.kind === 'active' && typeof access !== 'string' && roles.some((role) => access.includes(role)),
  );
  const chosen = people.find(({ id }) => id === picked) ?? people[0];
  const isNeeded = missingRoles(station, channel) !== null;

  const then = (goOn: () => void) => {
    if (!isNeeded) return goOn();
    if (chosen === undefined) return;
    setIsOpen(true);
    ask('session/sign-in', { identity: chosen.id }).then((answer) => {
      setIsOpen(false);
      setFailure(answer.ok ? null : answer.error);
      renewStation();
      if (answer.ok && answer.value !== null) goOn();
    }, crash);
  };
  return { isNeeded, people, chosen, choose, isOpen, failure, then };
}
