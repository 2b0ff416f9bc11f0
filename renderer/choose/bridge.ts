import type { ChooseBridge } from '../../shared/contract/bridge.ts';

/** `window.holdfast`, which the preload script of the chooser puts there. */
declare const holdfast: ChooseBridge;

export const { ask, onEvent } = holdfast;
