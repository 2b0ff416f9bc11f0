import { ask, expose, onEvent } from './bridge.ts';

// The bridge of the review window: `ReviewBridge` in shared/contract/bridge.ts.
expose({ ask, onEvent });
