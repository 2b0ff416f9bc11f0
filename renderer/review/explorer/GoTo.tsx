import { type FormEvent, useState } from 'react';
import { strings } from '../../strings/index.ts';
import type { Target } from './FilePanel.tsx';

const text = strings.explorer.goTo;

interface GoToProps {
  /** A number alone is a byte where bytes are shown, otherwise a line. */
  readonly isHex: boolean;
  readonly size: number;
  readonly go: (target: Target) => void;
}

/** Goes to a line, or to a byte: `0x1f40`. */
export function GoTo({ isHex, size, go }: GoToProps) {
  const [typed, setTyped] = useState('');
  const [isWrong, setIsWrong] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const target = parsePlace(typed, isHex);
    const isThere = target !== null && (!('offset' in target.at) || target.at.offset < size);
    setIsWrong(!isThere);
    if (isThere) go(target);
  };
  return (
    <form className="file-form" onSubmit={submit}>
      <label className="search go-to">
        <span>{isHex ? text.byte : text.line}</span>
        <input
          type="text"
          value={typed}
          maxLength={20}
          placeholder={isHex ? text.byteHint : text.lineHint}
          spellCheck={false}
          aria-invalid={isWrong}
          onChange={(event) => {
            setTyped(event.target.value);
            setIsWrong(false);
          }}
        />
      </label>
      <button type="submit" disabled={typed.trim() === ''}>
        {text.go}
      </button>
      <span className="owed" role="status">
        {isWrong ? text.wrong(size) : ''}
      </span>
    </form>
  );
}

function parsePlace(typed: string, isHex: boolean): Target | null {
  const number = typed.trim().replaceAll(/[,.\s_]/g, '');
  const value = /^(0x[0-9a-f]+|[0-9]+)$/i.test(number) ? Number(number) : Number.NaN;
  if (!Number.isSafeInteger(value)) return null;
  if (isHex || /^0x/i.test(number)) return { at: { offset: value }, hit: { offset: value, length: 1 } };
  return value === 0 ? null : { at: { line: value }, hit: null };
}
