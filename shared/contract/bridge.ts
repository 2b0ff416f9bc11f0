import type { Answer, AnyChannels, RequestOf } from './channel.ts';
import type { ChooseChannels } from './choose.ts';
import type { CrashChannels } from './crash.ts';
import type { LinkEvent, StationEvent, VolumesEvent } from './events.ts';
import type { ReviewChannels } from './review.ts';
import type { SignChannels } from './sign.ts';

/** How a window asks: one function, typed by the channel's name. */
export type Ask<Channels extends AnyChannels> = <Name extends keyof Channels & string>(
  name: Name,
  request: RequestOf<Channels[Name]>,
) => Promise<Answer<Channels[Name]>>;

/** `window.holdfast` in the review window. */
export interface ReviewBridge {
  readonly ask: Ask<ReviewChannels>;
  /** Gives back the function that ends the subscription. */
  readonly onEvent: (listener: (event: StationEvent) => void) => () => void;
}

/** `window.holdfast` in the signing window. */
export interface SignBridge {
  readonly ask: Ask<SignChannels>;
  readonly onEvent: (listener: (event: LinkEvent) => void) => () => void;
}

/** `window.holdfast` in the chooser. */
export interface ChooseBridge {
  readonly ask: Ask<ChooseChannels>;
  readonly onEvent: (listener: (event: VolumesEvent) => void) => () => void;
}

/** `window.holdfast` in the crash window. */
export interface CrashBridge {
  readonly ask: Ask<CrashChannels>;
}
