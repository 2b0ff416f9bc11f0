import { useEffect, useRef, useState } from 'react';
import type { DecisionView } from '../../../shared/contract/views.ts';
import { fromBase64 } from '../../../shared/encoding/bytes.ts';
import type { Failure } from '../../../shared/failure/failure.ts';
import { strings } from '../../strings/index.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { useCrash } from '../../ui/use-crash.ts';
import { ask } from '../hooks/bridge.ts';
import { QrFrames } from './QrFrames.tsx';

const text = strings.qr;

type Shown =
  | { readonly state: 'none' }
  | { readonly state: 'frames'; readonly bytes: Uint8Array }
  | { readonly state: 'refused'; readonly failure: Failure };

/** The way out of a station that no medium may leave: the decision's envelope on the screen, for a camera. */
export function ShowQr({ decision }: { readonly decision: DecisionView }) {
  const [shown, setShown] = useState<Shown>({ state: 'none' });
  const crash = useCrash();

  const show = async () => {
    const answer = await ask('decision/envelope', { decision: decision.envelope });
    if (!answer.ok) return setShown({ state: 'refused', failure: answer.error });
    const bytes = fromBase64(answer.value);
    if (bytes === null) throw new Error('the main process answered with no base64');
    setShown({ state: 'frames', bytes });
  };
  return (
    <>
      <button type="button" aria-label={text.showOf(decision.sequence)} onClick={() => show().catch(crash)}>
        {text.show}
      </button>
      {shown.state === 'refused' ? <FailureNotice failure={shown.failure} /> : null}
      {shown.state === 'frames' ? <QrDialog bytes={shown.bytes} onClose={() => setShown({ state: 'none' })} /> : null}
    </>
  );
}

function QrDialog({ bytes, onClose }: { readonly bytes: Uint8Array; readonly onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <Dialog ref={dialog} title={text.title} className="qr-dialog" onClose={onClose}>
      <p className="soft">{text.lead}</p>
      <QrFrames bytes={bytes} />
    </Dialog>
  );
}
