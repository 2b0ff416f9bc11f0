import { type FormEvent, useCallback, useEffect, useState } from 'react';
import type { HashMatch, NearBundle, WhichHashView } from '../../../shared/contract/evidence-views.ts';
import type { Failure } from '../../../shared/failure/failure.ts';
import { strings } from '../../strings/index.ts';
import { Badge } from '../../ui/Badge.tsx';
import { FindingList } from '../../ui/FindingList.tsx';
import { inOrder } from '../../ui/in-order.ts';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { useCrash } from '../../ui/use-crash.ts';
import { ask, onEvent } from '../hooks/bridge.ts';
import { useReview } from '../hooks/context.ts';
import { GitIds } from './GitIds.tsx';

const text = strings.evidence.which;

interface Asked {
  readonly hash: string;
  readonly view: WhichHashView;
}

/** A hash that somebody wrote down, compared with every bundle under every algorithm and spelling of the root. */
export function WhichHash() {
  const [hash, setHash] = useState('');
  const [asked, setAsked] = useState<Asked | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const crash = useCrash();
  const askAbout = useCallback(
    (one: string) =>
      ask('bundle/which-hash', { hash: one }).then((answer) => {
        setFailure(answer.ok ? null : answer.error);
        setAsked(answer.ok ? { hash: one, view: answer.value } : null);
      }, crash),
    [crash],
  );
  const compare = (event: FormEvent) => {
    event.preventDefault();
    void askAbout(hash);
  };
  const answered = asked?.hash ?? null;
  useEffect(() => {
    if (answered === null) return undefined;
    return onEvent((event) => {
      if (event.kind === 'vault') void askAbout(answered);
    });
  }, [answered, askAbout]);
  return (
    <section className="card" aria-labelledby="which-title">
      <h2 id="which-title">{text.title}</h2>
      <form onSubmit={compare} className="actions">
        <label className="search">
          <span>{text.label}</span>
          <input
            type="text"
            value={hash}
            maxLength={400}
            placeholder={text.hint}
            spellCheck={false}
            onChange={(event) => setHash(event.target.value)}
          />
        </label>
        <button type="submit" disabled={hash.trim() === ''}>
          {text.compare}
        </button>
      </form>
      {failure === null ? null : <FailureNotice failure={failure} />}
      <div role="status">{asked === null ? null : <Answer asked={asked} />}</div>
    </section>
  );
}

function Answer({ asked: { hash, view } }: { readonly asked: Asked }) {
  if (view.kind === 'no-hash') return <p>{text.noHash}</p>;
  return (
    <>
      <p>
        <Untrusted text={hash.trim()} mono />
      </p>
      {view.matches.length === 0 ? (
        <>
          <p>
            <Badge tone="amber">{view.notComputed.length === 0 ? text.none : text.unknown}</Badge>{' '}
            {text.comparedWith(view.bundles)}
          </p>
          {view.notComputed.length === 0 ? null : (
            <>
              <p>{text.notComputed(view.notComputed.length)}</p>
              <GitIds bundles={view.notComputed} />
            </>
          )}
          {inOrder(view.near, near)}
        </>
      ) : (
        <ul>{inOrder(view.matches, match)}</ul>
      )}
    </>
  );
}

function near(one: NearBundle) {
  return <Near one={one} />;
}

function Near({ one }: { readonly one: NearBundle }) {
  const { go } = useReview();
  return (
    <div className="bundle-brief">
      <button type="button" className="button-quiet" onClick={() => go({ at: 'bundle', bundle: one.bundle })}>
        <Untrusted text={one.label} />
      </button>
      <FindingList findings={[one.why]} />
    </div>
  );
}

function match(one: HashMatch) {
  return <Match one={one} />;
}

function Match({ one }: { readonly one: HashMatch }) {
  const { go } = useReview();
  return (
    <li>
      <Badge tone="good">{text.matches}</Badge>{' '}
      <button type="button" className="button-quiet" onClick={() => go({ at: 'bundle', bundle: one.bundle })}>
        <Untrusted text={one.label} />
      </button>
      : <code>{one.algorithm}</code>, {strings.terms.spelling[one.spelling]}
      {strings.terms.otherBits(one.executable)}
    </li>
  );
}
