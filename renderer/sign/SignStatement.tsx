import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { CeremonyView } from '../../shared/contract/views.ts';
import type { Gist } from '../../shared/statement/gist.ts';
import type { TextSection } from '../../shared/statement/render-lines.ts';
import { strings } from '../strings/index.ts';
import { inOrder } from '../ui/in-order.ts';
import { Notice } from '../ui/Notice.tsx';
import { Say } from '../ui/Untrusted.tsx';
import { Band } from './Band.tsx';
import { ask } from './bridge.ts';
import { Cancel } from './Cancel.tsx';
import { AgentWait, OwnKey } from './OwnKey.tsx';
import { Refused } from './Refused.tsx';
import { readPayload, type ShownStatement } from './read-payload.ts';
import { SecretField } from './SecretField.tsx';
import { withProof } from './sealed.ts';
import { TypedExactly } from './TypedExactly.tsx';
import { useKey } from './use-key.ts';
import { useReading } from './use-reading.ts';
import { type Step, useStep } from './use-step.ts';

const text = strings.sign.statement;

type StatementCeremony = Extract<CeremonyView, { kind: 'statement' }>;

interface StatementProps {
  readonly ceremony: StatementCeremony;
  readonly next: () => void;
}

/** Shows what is signed, made from the very bytes that are signed, or offers nothing to sign at all. */
export function SignStatement({ ceremony, next }: StatementProps) {
  const shown = useMemo(() => readPayload(ceremony.payload), [ceremony.payload]);
  // Another payload is another text: read from its beginning, with nothing typed yet.
  return shown === null ? (
    <Unreadable />
  ) : (
    <Ceremony key={shown.payloadSha256} ceremony={ceremony} shown={shown} next={next} />
  );
}

function Unreadable() {
  const { title, body } = strings.sign.unreadable;
  return (
    <main className="ceremony">
      <h1>{title}</h1>
      <Notice tone="danger">{body}</Notice>
      <div className="actions">
        <Cancel />
      </div>
    </main>
  );
}

function Ceremony({ ceremony, shown, next }: StatementProps & { readonly shown: ShownStatement }) {
  const { region, text: statement, seen } = useReading();
  const isLinkUp = shown.gist.links.up.length > 0;
  useEffect(() => {
    const element = statement.current;
    if (element === null) return;
    // So that the keyboard can scroll it from the start. With a link up, the safe way out comes first.
    element.tabIndex = 0;
    if (!isLinkUp) element.focus({ preventScroll: true });
  }, [statement, isLinkUp]);
  const unseen = shown.sections.flatMap((section, at) => (seen.has(at) ? [] : [{ ...section, at }]));
  const jump = (at: number) => {
    statement.current?.children[at]?.scrollIntoView({ block: 'start' });
    statement.current?.focus({ preventScroll: true });
  };
  return (
    <main className="ceremony-statement">
      <Band gist={shown.gist} signer={ceremony.signer} />
      <ReadState all={shown.sections.length} unseen={unseen} jump={jump} />
      <div className="reading" ref={region}>
        <section className="statement" ref={statement} aria-label={text.textLabel} dir="ltr">
          {inOrder(shown.sections, (section, at) => (
            <StatementSection section={section} isSeen={seen.has(at)} />
          ))}
        </section>
        <Bound shown={shown} />
        <SignForm ceremony={ceremony} shown={shown} unseen={unseen.length} next={next} />
      </div>
    </main>
  );
}

/** A section as it is signed: its heading is the first line of it, and its line break is part of the text. */
function StatementSection({ section, isSeen }: { readonly section: TextSection; readonly isSeen: boolean }) {
  const { title, text: words } = section;
  return (
    <div className="statement-section" data-seen={isSeen}>
      <h2>{title}</h2>
      {words.slice(title.length)}
    </div>
  );
}

interface ReadStateProps {
  readonly all: number;
  readonly unseen: readonly (TextSection & { readonly at: number })[];
  readonly jump: (at: number) => void;
}

/** How much of the text was seen, with the way to the rest of it. */
function ReadState({ all, unseen, jump }: ReadStateProps) {
  return (
    <div className="read-state">
      <p id="read-state" role="status">
        {text.seen(all - unseen.length, all)}
      </p>
      {unseen.length === 0 ? null : (
        <p>
          {text.jumpTo}{' '}
          {inOrder(unseen.slice(0, MOST_JUMPS), ({ title, at }) => (
            <button type="button" className="button-link" onClick={() => jump(at)}>
              {title}
            </button>
          ))}
        </p>
      )}
    </div>
  );
}

/** As many as have room on one line. */
const MOST_JUMPS = 3;

/** The digest of the text to be read aloud, and both digests in hex. */
function Bound({ shown }: { readonly shown: ShownStatement }) {
  return (
    <section className="bound" aria-label={text.bound}>
      <h2>{text.bound}</h2>
      <ol className="words" aria-label={text.textWords}>
        {inOrder(inPairs(shown.textWords), (words) => (
          <li>{words}</li>
        ))}
      </ol>
      <p className="soft">{text.textWords}</p>
      <dl className="digests">
        <div>
          <dt>{text.textDigest}</dt>
          <dd className="mono">{shown.textSha256}</dd>
        </div>
        <div>
          <dt>{text.payloadDigest}</dt>
          <dd className="mono">{shown.payloadSha256}</dd>
        </div>
      </dl>
    </section>
  );
}

/** Each two words together, as they are read aloud. */
function inPairs(words: readonly string[]): readonly string[] {
  return words.flatMap((word, at) => (at % 2 === 0 ? [[word, ...words.slice(at + 1, at + 2)].join(' ')] : []));
}

interface SignFormProps {
  readonly ceremony: StatementCeremony;
  readonly shown: ShownStatement;
  /** Sections that were not seen yet. */
  readonly unseen: number;
  readonly next: () => void;
}

function SignForm({ ceremony, shown, unseen, next }: SignFormProps) {
  const [typed, setTyped] = useState('');
  const entry = useKey(ceremony.key);
  const step = useStep((answer) => {
    if (answer === 'next') next();
  });
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (step.problem !== null) field.current?.focus();
  }, [step.problem]);
  const { typeExactly } = ceremony;
  const typing = text.typing[shown.predicateType];
  const isTyped = typeExactly === null || typed === typeExactly;
  const canSign = unseen === 0 && isTyped && entry.proof !== null && step.mayTry;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!canSign || entry.proof === null) return;
    entry.type('');
    step.take(
      withProof(entry.proof, (proof) =>
        ask('ceremony/sign', { proof, typed: typeExactly === null ? null : typed, rendered: shown.textSha256 }),
      ),
    );
  };
  return (
    <form onSubmit={submit} className="ceremony-form">
      {typeExactly === null ? null : (
        <p>
          <Say it={typing.ask(typeExactly)} />
        </p>
      )}
      <OwnKey entry={entry} next={next} />
      <div className="ceremony-fields">
        {typeExactly === null ? null : (
          <TypedExactly label={typing.label} wanted={typeExactly} typed={typed} change={setTyped} />
        )}
        {entry.way === 'agent' ? null : (
          <SecretField
            ref={field}
            label={strings.sign.passphrase}
            value={entry.passphrase}
            change={entry.type}
            describedBy="read-state"
          />
        )}
      </div>
      <Refused step={step} />
      {step.problem?.code === 'sign/changed' ? (
        <button type="button" onClick={() => step.take(ask('ceremony/read-again', {}))}>
          {text.readAgain}
        </button>
      ) : null}
      {step.isWorking && entry.way === 'agent' ? <AgentWait of={ceremony.key} /> : null}
      <SignActions gist={shown.gist} step={step} canSign={canSign} unseen={unseen} />
    </form>
  );
}

interface SignActionsProps {
  readonly gist: Gist;
  readonly step: Pick<Step, 'isWorking'>;
  readonly canSign: boolean;
  readonly unseen: number;
}

/** The act by its name, and the way out; with a link up the way out is what has the focus first. */
function SignActions({ gist: { act, links }, step, canSign, unseen }: SignActionsProps) {
  const isLinkUp = links.up.length > 0;
  const words = isLinkUp ? strings.sign.band.signDespiteLink(act) : strings.sign.band.sign(act);
  const isHold = act.kind === 'decision' && act.isDefault;
  const look = isLinkUp ? undefined : isHold ? 'button-primary button-hold' : 'button-primary';
  return (
    <div className="actions">
      {isLinkUp ? <Cancel takesFocus /> : null}
      <button type="submit" className={look} disabled={!canSign}>
        {step.isWorking ? strings.sign.working : <Say it={words} />}
      </button>
      {isLinkUp ? null : <Cancel />}
      {unseen === 0 ? null : <p className="soft">{text.unseen(unseen)}</p>}
    </div>
  );
}
