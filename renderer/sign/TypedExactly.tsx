import { useId } from 'react';
import { strings } from '../strings/index.ts';

interface TypedExactlyProps {
  readonly label: string;
  readonly wanted: string;
  readonly typed: string;
  readonly change: (typed: string) => void;
}

const LIMIT = 400;

/** A text that has to be typed to the letter; pasting is refused, since the point is that the person types it. */
export function TypedExactly({ label, wanted, typed, change }: TypedExactlyProps) {
  const state = useId();
  const { typedMatches, typedDiffers } = strings.sign.statement;
  return (
    <div>
      <label className="field">
        <span>{label}</span>
        <input
          type="text"
          className="mono"
          autoComplete="off"
          spellCheck={false}
          maxLength={LIMIT}
          aria-describedby={state}
          value={typed}
          onPaste={(event) => event.preventDefault()}
          onDrop={(event) => event.preventDefault()}
          onChange={(event) => change(event.target.value)}
        />
      </label>
      <p id={state} role="status" className="field-state soft">
        {typed === '' ? '' : typed === wanted ? typedMatches : typedDiffers}
      </p>
    </div>
  );
}
