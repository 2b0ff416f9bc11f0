import { useState } from 'react';
import type { Failure } from '../../../shared/failure/failure.ts';
import { useCrash } from '../../ui/use-crash.ts';
import { ask } from './bridge.ts';
import { useReview } from './context.ts';

/** Opens the signing window to create the owner identity; `isOpen` until that is closed, whichever way. */
export function useCreateOwner() {
  const { renewStation } = useReview();
  const [isOpen, setIsOpen] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const crash = useCrash();
  const create = () => {
    setIsOpen(true);
    ask('identity/create', { role: 'owner', approver: null }).then((answer) => {
      setIsOpen(false);
      setFailure(answer.ok ? null : answer.error);
      renewStation();
    }, crash);
  };
  return { create, isOpen, failure };
}
