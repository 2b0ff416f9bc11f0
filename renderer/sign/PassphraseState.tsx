import { strings } from '../strings/index.ts';
import type { NewPassphrase } from './new-passphrase.ts';

const text = strings.sign.create;

interface PassphraseStateProps {
  readonly passphrase: string;
  readonly judged: NewPassphrase;
}

/** How a new passphrase and its repetition stand, in words. */
export function PassphraseState({ passphrase, judged }: PassphraseStateProps) {
  return (
    <p id="passphrase-state" role="status">
      {passphrase === '' ? '' : stateOf(judged)}
    </p>
  );
}

function stateOf({ missing, repetition }: NewPassphrase): string {
  if (missing > 0) return text.tooShort(missing);
  if (repetition === 'none') return text.longEnough;
  return repetition === 'same' ? text.same : text.differ;
}
