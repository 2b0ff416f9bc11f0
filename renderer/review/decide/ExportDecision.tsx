import { useLayoutEffect, useRef } from 'react';
import type { DecisionView, ExportView, Handle } from '../../../shared/contract/views.ts';
import { strings } from '../../strings/index.ts';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Say, Untrusted } from '../../ui/Untrusted.tsx';
import { ask } from '../hooks/bridge.ts';
import { useFolderWork } from '../hooks/use-folder-work.ts';
import { useSignInFirst } from '../hooks/use-signed-in.ts';
import { IdentitySelect } from '../parts/IdentitySelect.tsx';
import { Silence } from '../parts/Silence.tsx';
import { CarryAway } from './CarryAway.tsx';

const text = strings.decide.decisions;

interface ExportDecisionProps {
  readonly decision: DecisionView;
  /** What is to be done now: it is set apart from the rest. */
  readonly isNext?: boolean;
  /** It takes the focus, once: the decision was signed a moment ago. */
  readonly takesFocus?: boolean;
  /** What is shown of the decision has changed. */
  readonly renew: () => void;
}

/** The way out for one decision: signs in where that is needed, goes on with the export, and says what was written. */
export function ExportDecision({ decision, isNext = false, takesFocus = false, renew }: ExportDecisionProps) {
  const { work, begin } = useFolderWork<ExportView>('destination');
  const first = useSignInFirst('decision/export');
  const button = useRef<HTMLButtonElement>(null);
  const { envelope, sequence } = decision;
  // In the commit that takes away what was pressed: whoever presses Enter once more presses this.
  useLayoutEffect(() => {
    if (takesFocus) button.current?.focus();
  }, [takesFocus]);

  const carryAway = () =>
    first.then(() =>
      begin(async (destination) => {
        const answer = await ask('decision/export', { decision: envelope, destination });
        if (answer.ok) renew();
        return answer;
      }),
    );
  const isWorking = work.state === 'working';
  return (
    <>
      {first.isNeeded && first.people.length > 1 ? (
        <IdentitySelect label={text.signInAs} identities={first.people} chosen={first.chosen} choose={first.choose} />
      ) : null}
      {first.isNeeded && first.chosen !== undefined ? (
        <p className="soft">
          <Say it={text.signsInFirst(first.chosen.name)} />
        </p>
      ) : null}
      {first.chosen === undefined ? <p className="soft">{text.nobodyExports}</p> : null}
      <div className="actions">
        <button
          type="button"
          ref={button}
          className={isNext ? 'button-primary' : undefined}
          aria-label={text.exportOf(sequence)}
          disabled={isWorking || first.isOpen || first.chosen === undefined}
          onClick={carryAway}
        >
          {isWorking ? text.exporting : isNext ? text.exportOf(sequence) : text.export}
        </button>
      </div>
      {first.isOpen ? <Notice tone="accent">{strings.shell.otherWindow}</Notice> : null}
      {first.failure === null ? null : <FailureNotice failure={first.failure} />}
      {work.state === 'working' ? <Silence folder={work.folder} /> : null}
      {work.state === 'refused' ? <FailureNotice failure={work.failure} /> : null}
      {work.state === 'done' ? <ExportResult exported={work.done} folder={work.folder} /> : null}
    </>
  );
}

const resultText = strings.decide.exported;

/** What was written, where, how it was compared, its fingerprint, and what is to be done with it now. */
function ExportResult({ exported, folder: destination }: { readonly exported: ExportView; readonly folder: Handle }) {
  const { folder, medium, files, digest, readBack } = exported;
  const label = files.some(({ sha256, name }) => sha256 === digest && name.endsWith('.dsse.json'))
    ? resultText.digest
    : resultText.digestOfPayload;
  return (
    <Notice tone={readBack === 'medium' ? 'good' : 'amber'} title={resultText.title}>
      <p>
        <Say it={resultText.done(files.length, folder, medium)} />
      </p>
      <p>{resultText.readBack[readBack]}</p>
      <CarryAway digest={digest} label={label} steps={resultText.steps(readBack)} folder={destination} />
      <Disclosure summary={resultText.files}>
        <ul className="export-files">
          {files.map((file) => (
            <li key={file.name}>
              <Untrusted text={file.name} mono /> <span className="soft">{strings.format.size(file.bytes)}</span>
            </li>
          ))}
        </ul>
      </Disclosure>
    </Notice>
  );
}
