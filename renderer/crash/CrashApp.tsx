import { useEffect, useState } from 'react';
import type { CrashView } from '../../shared/contract/crash.ts';
import type { LogExportView } from '../../shared/contract/views.ts';
import type { Failure } from '../../shared/failure/failure.ts';
import { sayFailure } from '../../shared/failure/say.ts';
import type { Result } from '../../shared/result.ts';
import { strings } from '../strings/index.ts';
import { LogExported } from '../ui/LogExported.tsx';
import { FailureNotice } from '../ui/Notice.tsx';
import { useCrash } from '../ui/use-crash.ts';
import { ask } from './bridge.ts';

const text = strings.crash;

type Export = 'none' | 'running' | Result<LogExportView, Failure>;

/** The crash window: what is known after an error that nothing handles, what is not, and the ways on. */
export function CrashApp() {
  const [view, setView] = useState<CrashView>();
  const [exported, setExported] = useState<Export>('none');
  const crash = useCrash();
  useEffect(() => {
    ask('crash/view', {}).then(
      (answer) => (answer.ok ? setView(answer.value) : crash(sayFailure(answer.error))),
      crash,
    );
  }, [crash]);
  if (view === undefined) return <p className="lone">{text.loading}</p>;

  const exportLog = () => {
    setExported('running');
    ask('crash/export-log', {}).then((answer) => {
      if (!answer.ok) return setExported(answer);
      setExported(answer.value === null ? 'none' : { ok: true, value: answer.value });
    }, crash);
  };
  return (
    <main className="stopped">
      <h1>{text.title}</h1>
      <section aria-labelledby="known-title">
        <h2 id="known-title">{text.known.title}</h2>
        <ul>
          <li>{text.known.signing}</li>
          <li>{text.known.rest(view.isAtRest)}</li>
          <li>{text.known.journal(view.isJournalled)}</li>
        </ul>
      </section>
      <section aria-labelledby="unknown-title">
        <h2 id="unknown-title">{text.unknown.title}</h2>
        <p>{text.unknown.body}</p>
      </section>
      <section aria-labelledby="support-title">
        <h2 id="support-title">{text.support.title}</h2>
        <p>{view.canExport ? text.support.log : text.support.noExport}</p>
        <p>
          {text.support.fault}: <code>{view.fault}</code>
        </p>
      </section>
      {exported === 'none' || exported === 'running' ? null : <Exported exported={exported} />}
      <div className="actions">
        <button type="button" className="button-primary" onClick={() => ask('crash/start-again', {}).catch(crash)}>
          {text.startAgain}
        </button>
        {view.canExport ? (
          <button type="button" disabled={exported === 'running'} onClick={exportLog}>
            {exported === 'running' ? text.exporting : text.exportLog}
          </button>
        ) : null}
        <button type="button" onClick={() => ask('crash/close', {}).catch(crash)}>
          {text.close}
        </button>
      </div>
    </main>
  );
}

function Exported({ exported }: { readonly exported: Result<LogExportView, Failure> }) {
  return exported.ok ? <LogExported log={exported.value} /> : <FailureNotice failure={exported.error} />;
}
