import type { SealRecord } from '../../shared/statement/fields.ts';

/** What a start outside of the launcher finds, as far as it is the same on every machine. */
export const UNSEALED: SealRecord = {
  probes: [{ probe: 'socket-families', outcome: 'open', detail: 'families that no filter refuses: 2' }],
  display: 'none',
  unsealed: 'I start Holdfast without its seal',
  letPass: [],
};

/** What a start by the launcher finds. */
export const SEALED_START: SealRecord = {
  probes: [
    { probe: 'socket-families', outcome: 'closed', detail: '' },
    { probe: 'io-uring', outcome: 'closed', detail: '' },
    { probe: 'own-links', outcome: 'closed', detail: '' },
    { probe: 'message-bus', outcome: 'closed', detail: '' },
    { probe: 'abstract-sockets', outcome: 'closed', detail: '' },
    { probe: 'ordinary-account', outcome: 'closed', detail: '' },
    { probe: 'chromium-sandbox', outcome: 'closed', detail: '' },
  ],
  display: 'x11',
  unsealed: null,
  letPass: [],
};
