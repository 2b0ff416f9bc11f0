import { useState } from 'react';
import type { EjectedView, Handle } from '../../../shared/contract/views.ts';
import type { Failure } from '../../../shared/failure/failure.ts';
import { sayFailure } from '../../../shared/failure/say.ts';
import type { Result } from '../../../shared/result.ts';
import { strings } from '../../strings/index.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Say, Untrusted } from '../../ui/Untrusted.tsx';
import { useCrash } from '../../ui/use-crash.ts';
import { ask } from '../hooks/bridge.ts';

const text = strings.inbox.eject;

/** Has a medium written to the end and unmounted, and says what is known of it then. */
export function Eject({ folder }: { readonly folder: Handle }) {
  const [state, setState] = useState<'idle' | 'working' | Result<EjectedView, Failure>>('idle');
  const crash = useCrash();
  const begin = () => {
    setState('working');
    ask('media/eject', { folder }).then(setState, crash);
  };
  return (
    <>
      <div className="actions">
        <button type="button" disabled={state === 'working'} onClick={begin}>
          {state === 'working' ? text.working : text.begin}
        </button>
      </div>
      {state === 'idle' || state === 'working' ? null : state.ok ? (
        <Ejected ejected={state.value} />
      ) : (
        <FailureNotice failure={state.error} />
      )}
    </>
  );
}

function Ejected({ ejected: { medium, isSynced, whyMounted } }: { readonly ejected: EjectedView }) {
  if (whyMounted === null) {
    return (
      <Notice tone="good">
        <Say it={text.safe(medium)} />
      </Notice>
    );
  }
  return (
    <Notice tone="amber" title={text.notYet}>
      <p role="status">{isSynced ? text.synced : text.notSynced}</p>
      <p>
        <Untrusted text={sayFailure(whyMounted)} />
      </p>
      <p className="code-line">{whyMounted.code}</p>
    </Notice>
  );
}
