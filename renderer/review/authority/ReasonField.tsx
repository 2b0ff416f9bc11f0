import { REASON_LIMIT } from '../../../shared/contract/limits.ts';

interface ReasonFieldProps {
  readonly label: string;
  readonly reason: string;
  readonly change: (reason: string) => void;
}

/** Why something is signed: text that goes into the statement. */
export function ReasonField({ label, reason, change }: ReasonFieldProps) {
  return (
    <label className="field">
      <span>{label}</span>
      <textarea
        required
        rows={2}
        maxLength={REASON_LIMIT}
        value={reason}
        onChange={(event) => change(event.target.value)}
      />
    </label>
  );
}
