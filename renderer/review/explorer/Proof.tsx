import { useCallback } from 'react';
import type { FileAsked } from '../../../shared/contract/explorer-views.ts';
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

/** That the file is part of the tree: its place, the audit path, and whether that leads to the tree hash. */
export function Proof({ file }: { readonly file: FileAsked }) {
  const [asked, renew] = useAnswer(
    useCallback(() => ask('file/proof', file), [file]),
    NEVER,
  );
  return (
    <Answered asked={asked} renew={renew}>
      {(proof) =>
        proof === null ? (
          <p className="soft">{text.link}</p>
        ) : (
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
        )
      }
    </Answered>
  );
}
