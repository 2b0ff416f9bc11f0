import { ask, expose } from './bridge.ts';

// The bridge of the crash window: `CrashBridge` in shared/contract/bridge.ts.
expose({ ask });
