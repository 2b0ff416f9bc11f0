import { useCallback, useEffect, useState } from 'react';
import type { FileAsked, FileLook, FileStateView } from '../../../shared/contract/explorer-views.ts';
import type { Failure } from '../../../shared/failure/failure.ts';
import type { Result } from '../../../shared/result.ts';
import { useCrash } from '../../ui/use-crash.ts';
import { ask } from '../hooks/bridge.ts';

const POLL_MS = 300;

/** A file that is open: what it is, how far it was read as a whole, and a search in it. */
export function useFile(file: FileAsked) {
  const [look, setLook] = useState<FileLook | null>(null);
  const [state, setState] = useState<FileStateView | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const crash = useCrash();

  const take = useCallback((answer: Result<FileStateView, Failure>) => {
    if (answer.ok) setState(answer.value);
    else setFailure(answer.error);
  }, []);

  const open = useCallback(() => {
    setFailure(null);
    ask('file/open', file).then((answer) => {
      if (answer.ok) setLook(answer.value);
      else setFailure(answer.error);
    }, crash);
  }, [file, crash]);
  useEffect(open, [open]);

  const isMoving =
    look !== null && (state === null || state.whole.state === 'reading' || state.search?.state === 'running');
  useEffect(() => {
    if (!isMoving) return;
    let isOver = false;
    const poll = () => {
      if (!isOver) ask('file/state', file).then(take, crash);
    };
    poll();
    const timer = setInterval(poll, POLL_MS);
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, [isMoving, file, take, crash]);

  return { look, state, take, failure, open };
}
