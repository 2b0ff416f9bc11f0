import { useState } from 'react';
import type { PickedFolder } from '../../../shared/contract/views.ts';
import type { Failure } from '../../../shared/failure/failure.ts';
import { useCrash } from '../../ui/use-crash.ts';
import { ask } from './bridge.ts';

/** The chooser for a folder to import from; a choice that was cancelled changes nothing. */
export function usePickSource(picked: (folder: PickedFolder) => void) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const crash = useCrash();
  const choose = () => {
    ask('media/pick', { purpose: 'source' }).then((answer) => {
      setFailure(answer.ok ? null : answer.error);
      if (answer.ok && answer.value !== null) picked(answer.value);
    }, crash);
  };
  return { choose, failure };
}
