import type { ReviewBridge } from '../../../shared/contract/bridge.ts';

/** `window.holdfast`, which the preload script of the review window puts there. */
declare const holdfast: ReviewBridge;

export const { ask, onEvent } = holdfast;
