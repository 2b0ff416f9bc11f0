import { useEffect, useState } from 'react';
import type { Handle } from '../../../shared/contract/views.ts';
import { strings } from '../../strings/index.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useCrash } from '../../ui/use-crash.ts';
import { ask, onEvent } from '../hooks/bridge.ts';

const text = strings.shell.silence;

/**
 * Beside something that is being written to a folder: says that its medium does not answer, with the way out. Stays, once
 * it is there, so that a slow medium does not make it come and go.
 */
export function Silence({ folder }: { readonly folder: Handle }) {
  const [silence, setSilence] = useState<'none' | { readonly seconds: number | null }>('none');
  const crash = useCrash();
  useEffect(
    () =>
      onEvent((event) => {
        if (event.kind === 'silence' && event.folder === folder) setSilence({ seconds: event.seconds });
      }),
    [folder],
  );
  if (silence === 'none') return null;
  const leave = (
    <button type="button" onClick={() => ask('media/leave', { folder }).catch(crash)}>
      {text.leave}
    </button>
  );
  return (
    <Notice tone="amber" actions={leave}>
      {silence.seconds === null ? text.slow : strings.inbox.jobs.silent.medium(silence.seconds)} {text.wayOut}
    </Notice>
  );
}
