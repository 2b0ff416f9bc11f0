import type { CrashBridge } from '../../shared/contract/bridge.ts';

/** `window.holdfast`, which the preload script of the crash window puts there. */
declare const holdfast: CrashBridge;

export const { ask } = holdfast;
