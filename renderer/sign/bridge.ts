import type { SignBridge } from '../../shared/contract/bridge.ts';

/** `window.holdfast`, which the preload script of the signing window puts there. */
declare const holdfast: SignBridge;

export const { ask, onEvent } = holdfast;
