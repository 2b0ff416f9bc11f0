import { useState } from 'react';
import { PASSPHRASE_MINIMUM } from '../../shared/contract/limits.ts';
import { strings } from '../strings/index.ts';
import type { NewPassphrase as Judged } from './new-passphrase.ts';
import { SecretField } from './SecretField.tsx';
import { suggestPassphrase } from './suggest-words.ts';

const text = strings.sign.create;

interface NewPassphraseProps {
  /** What the two fields are called. */
  readonly labels: { readonly first: string; readonly again: string };
  readonly passphrase: string;
  readonly change: (value: string) => void;
  readonly repeated: string;
  readonly changeRepeated: (value: string) => void;
  readonly judged: Judged;
}

/** A passphrase that is made up or suggested, and typed twice: whoever has typed it knows that it was noted rightly. */
export function NewPassphrase({ labels, passphrase, change, repeated, changeRepeated, judged }: NewPassphraseProps) {
  const [isShown, setIsShown] = useState(false);
  const [suggested, setSuggested] = useState<string | null>(null);
  return (
    <>
      <SecretField
        label={labels.first}
        value={passphrase}
        change={change}
        isShown={isShown}
        describedBy="passphrase-rule passphrase-state"
      />
      <p id="passphrase-rule" className="soft">
        {text.rule(PASSPHRASE_MINIMUM)}
      </p>
      <div>
        <button type="button" onClick={() => setSuggested(suggestPassphrase())}>
          {suggested === null ? text.suggest : text.suggestOther}
        </button>
        <div role="status">
          {suggested === null ? null : (
            <>
              <p className="suggested mono">{suggested}</p>
              <p className="soft">{text.suggested}</p>
            </>
          )}
        </div>
      </div>
      <SecretField
        label={labels.again}
        value={repeated}
        change={changeRepeated}
        isShown={isShown}
        describedBy="passphrase-state"
      />
      <label className="check">
        <input type="checkbox" checked={isShown} onChange={(event) => setIsShown(event.target.checked)} />
        <span>{text.show}</span>
      </label>
      <p id="passphrase-state" role="status">
        {passphrase === '' ? '' : stateOf(judged)}
      </p>
    </>
  );
}

/** How a new passphrase and its repetition stand, in words. */
function stateOf({ missing, repetition }: Judged): string {
  if (missing > 0) return text.tooShort(missing);
  if (repetition === 'none') return text.longEnough;
  return repetition === 'same' ? text.same : text.differ;
}
