import { PASSPHRASE_MINIMUM } from '../../shared/contract/limits.ts';
import { opaqueString } from '../../shared/text/opaque-string.ts';

/** How a new passphrase and its repetition stand. */
export interface NewPassphrase {
  /** Unicode characters that are still missing; 0 when it is long enough. */
  readonly missing: number;
  readonly repetition: 'none' | 'same' | 'differs';
}

/** For the words beside the fields alone: whether a passphrase is good enough is for the main process to say. */
export function judgePassphrase(passphrase: string, repeated: string): NewPassphrase {
  return {
    missing: Math.max(0, PASSPHRASE_MINIMUM - Array.from(opaqueString(passphrase)).length),
    repetition: repeated === '' ? 'none' : opaqueString(repeated) === opaqueString(passphrase) ? 'same' : 'differs',
  };
}
