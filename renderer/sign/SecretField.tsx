import type { Ref } from 'react';
import { PASSPHRASE_LIMIT } from '../../shared/contract/limits.ts';

interface SecretFieldProps {
  readonly ref?: Ref<HTMLInputElement>;
  readonly label: string;
  readonly value: string;
  readonly change: (value: string) => void;
  readonly describedBy?: string;
  /** Whether what is typed can be read; it cannot, unless somebody asks for it. */
  readonly isShown?: boolean;
}

/** A passphrase as it is typed; the browser is asked to remember and suggest nothing. */
export function SecretField({ ref, label, value, change, describedBy, isShown = false }: SecretFieldProps) {
  return (
    <label className="field">
      <span>{label}</span>
      <input
        ref={ref}
        type={isShown ? 'text' : 'password'}
        autoComplete="off"
        spellCheck={false}
        maxLength={PASSPHRASE_LIMIT}
        aria-describedby={describedBy}
        value={value}
        onChange={(event) => change(event.target.value)}
      />
    </label>
  );
}
