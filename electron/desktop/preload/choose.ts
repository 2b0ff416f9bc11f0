import { ask, expose, onEvent } from './bridge.ts';

// The bridge of the chooser: `ChooseBridge` in shared/contract/bridge.ts.
expose({ ask, onEvent });
