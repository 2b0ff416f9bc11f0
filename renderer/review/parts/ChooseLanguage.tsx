import { useState } from 'react';
import type { Failure } from '../../../shared/failure/failure.ts';
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '../../../shared/strings/language.ts';
import { strings } from '../../strings/index.ts';
import { FailureNotice } from '../../ui/Notice.tsx';
import { useCrash } from '../../ui/use-crash.ts';
import { ask } from '../hooks/bridge.ts';
import { useReview } from '../hooks/context.ts';

const text = strings.language;

/** The language of the windows. Each is named in itself; the main process loads the page again in the chosen one. */
export function ChooseLanguage() {
  const { station, renewStation } = useReview();
  const { inUse, isChosen } = station.language;
  const [failure, setFailure] = useState<Failure | null>(null);
  const crash = useCrash();
  const choose = (language: Language): void => {
    ask('language/choose', { language }).then((answer) => {
      setFailure(answer.ok ? null : answer.error);
      renewStation();
    }, crash);
  };
  return (
    <section className="card" aria-labelledby="language-title">
      <h2 id="language-title">{text.title}</h2>
      <p className="soft">{text.lead}</p>
      <div className="actions">
        {LANGUAGES.map((one) => (
          <button
            key={one}
            type="button"
            lang={one}
            aria-pressed={isChosen && one === inUse}
            onClick={() => choose(one)}
          >
            {LANGUAGE_NAMES[one]}
          </button>
        ))}
      </div>
      {failure === null ? null : <FailureNotice failure={failure} />}
    </section>
  );
}
