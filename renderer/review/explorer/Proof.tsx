import { useCallback, useEffect } from 'react';
import type { FileAsked, ProofView } from '../../../shared/contract/explorer-views.ts';
import { assertNever } from '../../../shared/result.ts';
import { strings } from '../../strings/index.ts';
import { Digest } from '../../ui/Digest.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { Fields } from '../../ui/Fields.tsx';
import { inOrder } from '../../ui/in-order.ts';
import { Mark } from '../../ui/Mark.tsx';
import { ask } from '../hooks/bridge.ts';
import { useAnswer } from '../hooks/use-answer.ts';
import { Answered } from '../parts/Answered.tsx';

const text = strings.explorer.proof;
const NEVER = [] as const;

/** While the bundle's tree is hashed, which is done once. */
const ASK_AGAIN_MS = 100;

/** That the file is part of the tree: its place, the audit path, and whether that leads to the tree hash. */
export function Proof({ file }: { readonly file: FileAsked }) {
  const [asked, renew] = useAnswer(
    useCallback(() => ask('file/proof', file), [file]),
    NEVER,
  );
  const hashing = asked.state === 'ready' && asked.value.kind === 'hashing' ? asked.value : null;
  useEffect(() => {
    if (hashing === null) return;
    const timer = setTimeout(renew, ASK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [hashing, renew]);
  return (
    <Answered asked={asked} renew={renew}>
      {(answer) => {
        switch (answer.kind) {
          case 'hashing':
            return (
              <p className="soft" role="status">
                <progress value={answer.bytes} max={Math.max(1, answer.of)} aria-label={text.hashing} /> {text.hashing}
              </p>
            );
          case 'link':
            return <p className="soft">{text.link}</p>;
          case 'proof':
            return <Proven proof={answer} />;
          default:
            return assertNever(answer, 'answer about a proof');
        }
      }}
    </Answered>
  );
}

function Proven({ proof }: { readonly proof: ProofView }) {
  return (
    <div className="proof">
      <p>
        <Mark state={proof.holds ? 'closed' : 'failed'}>{proof.holds ? text.holds : text.fails}</Mark>
      </p>
      <p className="soft">{text.note}</p>
      <Fields
        rows={[
          ['merkleSha256', <Digest key="root" text={proof.root} what="merkleSha256" />],
          [text.place, text.placeOf(proof.index + 1, proof.size)],
          [
            text.path,
            <ol key="path" className="proof-path">
              {inOrder(proof.hashes, (hash) => (
                <li>
                  <Digest text={hash} what={text.path} />
                </li>
              ))}
            </ol>,
          ],
        ]}
      />
      <Disclosure summary={text.file}>
        <Digest text={proof.text.trim()} what={text.file} />
      </Disclosure>
    </div>
  );
}
