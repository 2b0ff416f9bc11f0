import { useState } from 'react';
import type { Handle } from '../../../shared/contract/views.ts';
import type { Failure } from '../../../shared/failure/failure.ts';
import type { Result } from '../../../shared/result.ts';
import { strings } from '../../strings/index.ts';
import { useToasts } from '../../ui/Toasts.tsx';
import { useCrash } from '../../ui/use-crash.ts';
import { ask } from './bridge.ts';
import { sayRefused } from './say-refused.ts';
import { useIsHere } from './use-is-here.ts';

const text = strings.shell.toasts;

/** How far something is that a folder is chosen for. */
export type FolderWork<Done> =
  | { readonly state: 'none' }
  | { readonly state: 'working'; readonly folder: Handle }
  | { readonly state: 'done'; readonly done: Done; readonly folder: Handle }
  | { readonly state: 'refused'; readonly failure: Failure };

/**
 * Something to be done with a folder that the person chooses; a choice that was cancelled changes nothing. What came of
 * it is told as a toast to whoever has gone to another screen meanwhile.
 */
export function useFolderWork<Done>(purpose: 'source' | 'destination') {
  const [work, setWork] = useState<FolderWork<Done>>({ state: 'none' });
  const crash = useCrash();
  const isHere = useIsHere();
  const { tell } = useToasts();
  const settle = (answer: Result<Done, Failure>, folder: Handle) => {
    if (isHere.current) {
      return setWork(
        answer.ok ? { state: 'done', done: answer.value, folder } : { state: 'refused', failure: answer.error },
      );
    }
    if (answer.ok) tell({ key: folder, tone: 'good', text: [text.folderWorkEnded] });
    else tell({ key: folder, tone: 'danger', text: sayRefused(answer.error) });
  };
  const begin = (step: (folder: Handle) => Promise<Result<Done, Failure>>) => {
    const run = async () => {
      const picked = await ask('media/pick', { purpose });
      if (!picked.ok) return setWork({ state: 'refused', failure: picked.error });
      if (picked.value === null) return;
      const { handle: folder } = picked.value;
      setWork({ state: 'working', folder });
      settle(await step(folder), folder);
    };
    run().catch(crash);
  };
  return { work, begin };
}
