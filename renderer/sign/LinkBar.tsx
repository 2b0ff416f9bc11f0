import { useEffect, useState } from 'react';
import type { AirgapView } from '../../shared/contract/views.ts';
import { strings } from '../strings/index.ts';
import { Untrusted } from '../ui/Untrusted.tsx';
import { useCrash } from '../ui/use-crash.ts';
import { ask, onEvent } from './bridge.ts';

const text = strings.shell.airgap;

/** Across the whole window while a link is up, or nobody can say that none is: what stands so at this moment. */
export function LinkBar() {
  const [airgap, setAirgap] = useState<AirgapView>();
  const crash = useCrash();
  useEffect(() => {
    let wasTold = false;
    ask('ceremony/links', {}).then((answer) => {
      // What it was told meanwhile is newer.
      if (answer.ok && !wasTold) setAirgap(answer.value);
    }, crash);
    return onEvent((event) => {
      wasTold = true;
      setAirgap(event.airgap);
    });
  }, [crash]);
  if (airgap === undefined || text.isCalm(airgap)) return null;
  const { linksUp } = airgap;
  return (
    <p className="link-bar" role="alert" aria-label={text.label}>
      <strong>
        <Untrusted text={linksUp.length === 0 ? text.probeFailed : text.up(linksUp.map(({ name }) => name))} />
      </strong>{' '}
      {linksUp.length === 0 ? text.probeFailedNote : text.takeDown}
    </p>
  );
}
