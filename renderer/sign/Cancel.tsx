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
  const [failure, setFailure] = useState<Failure | null>(null);
  const crash = useCrash();
  // Not after the paint: by then the window has the focus, and a key pressed in between would be lost.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') cancel(setFailure, crash);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [crash]);
  return (
    <>
      <button type="button" ref={button} onClick={() => cancel(setFailure, crash)}>
        {strings.sign.cancel}
      </button>
      {failure === null ? null : <FailureNotice failure={failure} />}
    </>
  );
}

function cancel(setFailure: (failure: Failure) => void, crash: (cause: unknown) => void): void {
  ask('ceremony/cancel', {}).then((answer) => {
    if (!answer.ok) setFailure(answer.error);
  }, crash);
}
