import { useState } from 'react';
import type { Sha256 } from '../../../shared/bytes.ts';
import type { Problem } from '../../../shared/contract/channel.ts';
import type { DecisionView } from '../../../shared/contract/views.ts';
import { useCrash } from '../../ui/use-crash.ts';
import { ask } from '../bridge.ts';

/** How far the signing window is with what was put to it. */
export type Ceremony =
  | { readonly state: 'none' }
  | { readonly state: 'open' }
  | { readonly state: 'cancelled' }
  | { readonly state: 'signed'; readonly decision: DecisionView }
  | { readonly state: 'refused'; readonly problem: Problem };

export interface Proposal {
  readonly packet: Sha256;
  readonly option: string;
  readonly signer: string;
  readonly reason: string;
  readonly acknowledged: string[];
}

/** Puts an option to the signing window. `signed` is called when it came back with a decision. */
export function usePropose(signed: () => void) {
  const [ceremony, setCeremony] = useState<Ceremony>({ state: 'none' });
  const crash = useCrash();
  const propose = (proposal: Proposal) => {
    setCeremony({ state: 'open' });
    ask('decision/propose', proposal).then((answer) => {
      if (!answer.ok) return setCeremony({ state: 'refused', problem: answer.error });
      if (answer.value === null) return setCeremony({ state: 'cancelled' });
      setCeremony({ state: 'signed', decision: answer.value });
      signed();
    }, crash);
  };
  return { ceremony, propose };
}
