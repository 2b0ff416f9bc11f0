import { ask, expose, onEvent } from './bridge.ts';

// The bridge of the signing window: `SignBridge` in shared/contract/bridge.ts.
expose({ ask, onEvent });
