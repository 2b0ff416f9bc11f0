import './decided.css';
import type { Handle } from '../../../shared/contract/views.ts';
import { fromHex, type Sha256 } from '../../../shared/encoding/bytes.ts';
import { digestToWords } from '../../../shared/text/words.ts';
import { strings } from '../../strings/index.ts';
import { Digest } from '../../ui/Digest.tsx';
import { inOrder } from '../../ui/in-order.ts';
import { Eject } from '../parts/Eject.tsx';

const text = strings.decide.exported;

interface CarryAwayProps {
  readonly digest: Sha256;
  /** What the digest is of. */
  readonly label: string;
  /** What is to be done with what was written, in order. */
  readonly steps: readonly string[];
  /** Where it was written. */
  readonly folder: Handle;
}

/** The fingerprint of what was written, in digits and in words, and what is to be done with it now. */
export function CarryAway({ digest, label, steps, folder }: CarryAwayProps) {
  return (
    <>
      <p>{label}</p>
      <Digest text={digest} what={label} />
      <p>{text.words}</p>
      <ol className="fingerprint" aria-label={text.words}>
        {inOrder(digestToWords(fromHex(digest) ?? new Uint8Array()), (word) => (
          <li>{word}</li>
        ))}
      </ol>
      <p>{text.next}</p>
      <ol className="next-steps">
        {inOrder(steps, (step) => (
          <li>{step}</li>
        ))}
      </ol>
      <Eject folder={folder} />
    </>
  );
}
