import { useState } from 'react';
import type { PickedFolder } from '../../../shared/contract/views.ts';
import type { Failure } from '../../../shared/failure/failure.ts';
import { useCrash } from '../../ui/use-crash.ts';
import { ask } from '../hooks/bridge.ts';

/** The system's folder dialog for something to import; a dialog that was cancelled changes nothing. */
export function usePickSource(picked: (folder: PickedFolder) => void) {
  const [problem, setProblem] = useState<Failure | null>(null);
  const crash = useCrash();
  const choose = () => {
    ask('media/pick', { purpose: 'source' }).then((answer) => {
      setProblem(answer.ok ? null : answer.error);
      if (answer.ok && answer.value !== null) picked(answer.value);
    }, crash);
  };
  return { choose, problem };
}
