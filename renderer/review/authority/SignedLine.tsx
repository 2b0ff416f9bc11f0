import { strings, utc } from '../../strings/index.ts';
import { Say, Untrusted } from '../../ui/Untrusted.tsx';

const text = strings.authority;

interface SignedLineProps {
  readonly of: { readonly signers: readonly string[]; readonly signedAt: string; readonly reason: string };
}

/** Who signed a statement, when, and why. */
export function SignedLine({ of: { signers, signedAt, reason } }: SignedLineProps) {
  return (
    <>
      <p className="soft">
        <Say it={text.by(signers.join(', '))} /> · <span className="nowrap tabular">{text.at(utc(signedAt))}</span>
      </p>
      <p>
        <Untrusted text={reason} />
      </p>
    </>
  );
}
