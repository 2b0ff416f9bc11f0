import { type FormEvent, useState } from 'react';
import { fromBase64, fromUtf8 } from '../../../shared/encoding/bytes.ts';
import type { Failure } from '../../../shared/failure/failure.ts';
import { isChallenge } from '../../../shared/journal/station-answer.ts';
import { strings } from '../../strings/index.ts';
import { FailureNotice } from '../../ui/Notice.tsx';
import { ask } from '../hooks/bridge.ts';
import { QrFrames } from '../qr/QrFrames.tsx';

const text = strings.station.challenge;

type Shown =
  | { readonly state: 'none' }
  | { readonly state: 'answered'; readonly bytes: Uint8Array; readonly note: string }
  | { readonly state: 'refused'; readonly failure: Failure };

/** The station says what it is for a challenge of somebody else, as a text and for a camera. */
export function Challenge() {
  const [challenge, setChallenge] = useState('');
  const [shown, setShown] = useState<Shown>({ state: 'none' });

  const answer = async (event: FormEvent) => {
    event.preventDefault();
    const answered = await ask('station/answer', { challenge });
    if (!answered.ok) return setShown({ state: 'refused', failure: answered.error });
    const bytes = fromBase64(answered.value);
    const note = bytes === null ? null : fromUtf8(bytes);
    if (bytes === null || note === null) throw new Error('the main process answered with no note');
    setShown({ state: 'answered', bytes, note });
  };
  return (
    <section className="card" aria-labelledby="challenge-title">
      <h2 id="challenge-title">{text.title}</h2>
      <p className="soft">{text.about}</p>
      <form onSubmit={(event) => void answer(event)}>
        <label htmlFor="challenge">{text.label}</label>
        <input
          id="challenge"
          className="mono"
          autoComplete="off"
          spellCheck={false}
          value={challenge}
          onChange={({ target }) => {
            setChallenge(target.value);
            setShown({ state: 'none' });
          }}
        />
        <div className="actions">
          <button type="submit" disabled={!isChallenge(challenge)}>
            {text.answer}
          </button>
        </div>
      </form>
      {shown.state === 'refused' ? <FailureNotice failure={shown.failure} /> : null}
      {shown.state === 'answered' ? (
        <>
          <h3>{text.shown}</h3>
          <pre className="mono" data-testid="station-answer">
            {shown.note}
          </pre>
          <h3>{text.frames}</h3>
          <QrFrames bytes={shown.bytes} />
        </>
      ) : null}
    </section>
  );
}
