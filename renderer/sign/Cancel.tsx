import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Failure } from '../../shared/failure/failure.ts';
import { strings } from '../strings/index.ts';
import { FailureNotice } from '../ui/Notice.tsx';
import { useCrash } from '../ui/use-crash.ts';
import { ask } from './bridge.ts';

/** Ends the ceremony with nothing done, by button or Escape; the main process then closes the window. */
export function Cancel({ takesFocus = false }: { readonly takesFocus?: boolean }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (takesFocus) button.current?.focus({ preventScroll: true });
  }, [takesFocus]);
  const [problem, setProblem] = useState<Failure | null>(null);
  const crash = useCrash();
  // Not after the paint: by then the window has the focus, and a key pressed in between would be lost.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') cancel(setProblem, crash);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [crash]);
  return (
    <>
      <button type="button" ref={button} onClick={() => cancel(setProblem, crash)}>
        {strings.sign.cancel}
      </button>
      {problem === null ? null : <FailureNotice problem={problem} />}
    </>
  );
}

function cancel(setProblem: (problem: Failure) => void, crash: (cause: unknown) => void): void {
  ask('ceremony/cancel', {}).then((answer) => {
    if (!answer.ok) setProblem(answer.error);
  }, crash);
}
