import { type ReactNode, useEffect, useMemo } from 'react';
import type { IdentityView } from '../../shared/contract/views.ts';
import type { Gist } from '../../shared/statement/gist.ts';
import type { TextSection } from '../../shared/statement/render-lines.ts';
import { strings } from '../strings/index.ts';
import { inOrder } from '../ui/in-order.ts';
import { Say } from '../ui/Untrusted.tsx';
import { Band } from './Band.tsx';
import { Cancel } from './Cancel.tsx';
import type { ShownStatement } from './read-payload.ts';
import { useReading } from './use-reading.ts';
import type { Step } from './use-step.ts';

const text = strings.sign.statement;

interface StatementShownProps {
  readonly shown: ShownStatement;
  readonly signer: IdentityView;
  /** The statement before this one in a run; lines that it does not have are marked. */
  readonly before?: ShownStatement | null;
  /** What stands above the text, under the band. */
  readonly above?: ReactNode;
  /** What signs, given how many sections were not seen yet. */
  readonly children: (unseen: number) => ReactNode;
}

/** One statement to be read whole: the band, the text in its sections, what is bound, and then what signs. */
export function StatementShown({ shown, signer, before = null, above, children }: StatementShownProps) {
  const { region, text: statement, seen } = useReading();
  const isLinkUp = shown.gist.links.up.length > 0;
  useEffect(() => {
    const element = statement.current;
    if (element === null) return;
    // So that the keyboard can scroll it from the start. With a link up, the safe way out comes first.
    element.tabIndex = 0;
    if (!isLinkUp) element.focus({ preventScroll: true });
  }, [statement, isLinkUp]);
  const known = useMemo(() => (before === null ? null : linesOf(before)), [before]);
  const unseen = shown.sections.flatMap((section, at) => (seen.has(at) ? [] : [{ ...section, at }]));
  const jump = (at: number) => {
    statement.current?.children[at]?.scrollIntoView({ block: 'start' });
    statement.current?.focus({ preventScroll: true });
  };
  return (
    <main className="ceremony-statement">
      <Band gist={shown.gist} signer={signer} />
      <div>
        {above}
        <ReadState all={shown.sections.length} unseen={unseen} jump={jump} />
      </div>
      <div className="reading" ref={region}>
        <section className="statement" ref={statement} aria-label={text.textLabel} dir="ltr">
          {inOrder(shown.sections, (section, at) => (
            <StatementSection section={section} known={known} isSeen={seen.has(at)} />
          ))}
        </section>
        <Bound shown={shown} />
        {children(unseen.length)}
      </div>
    </main>
  );
}

function linesOf({ sections }: ShownStatement): ReadonlySet<string> {
  return new Set(sections.flatMap((section) => section.text.split('\n')));
}

interface StatementSectionProps {
  readonly section: TextSection;
  /** Lines that are not marked; `null`: none is. */
  readonly known: ReadonlySet<string> | null;
  readonly isSeen: boolean;
}

/** A section as it is signed: its heading is the first line of it, and its line breaks are part of the text. */
function StatementSection({ section: { title, text: words }, known, isSeen }: StatementSectionProps) {
  const rest = words.slice(title.length);
  return (
    <div className="statement-section" data-seen={isSeen}>
      <h2>{title}</h2>
      {known === null ? rest : inOrder(rest.split(/(?<=\n)/), (line) => <Line line={line} known={known} />)}
    </div>
  );
}

function Line({ line, known }: { readonly line: string; readonly known: ReadonlySet<string> }) {
  return known.has(line.replace('\n', '')) ? line : <mark className="differs">{line}</mark>;
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

interface SignActionsProps {
  readonly gist: Gist;
  readonly step: Pick<Step, 'isWorking'>;
  readonly canSign: boolean;
  readonly unseen: number;
}

/** The act by its name, and the way out; with a link up the way out is what has the focus first. */
export function SignActions({ gist: { act, links }, step, canSign, unseen }: SignActionsProps) {
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
