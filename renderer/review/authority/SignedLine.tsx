import type { SignatureFormats } from '../../../shared/contract/views.ts';
import { strings, utc } from '../../strings/index.ts';
import { Say, Untrusted } from '../../ui/Untrusted.tsx';

const text = strings.authority;

interface SignedLineProps {
  readonly of: {
    readonly formats: SignatureFormats;
    readonly signers: readonly string[];
    readonly signedAt: string;
    readonly reason: string;
  };
}

/** Who signed a statement, when, why, and in which formats. */
export function SignedLine({ of: { formats, signers, signedAt, reason } }: SignedLineProps) {
  return (
    <>
      <p className="soft">
        <Say it={text.by(signers.join(', '))} /> · <span className="nowrap tabular">{text.at(utc(signedAt))}</span>
      </p>
      {strings.terms.formats[formats] === null ? null : <p className="soft">{strings.terms.formats[formats]}</p>}
      <p>
        <Untrusted text={reason} />
      </p>
    </>
  );
}
