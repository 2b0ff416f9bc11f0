import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { CandidateView, Handle, PickedFolder, ScanView } from '../../../shared/contract/views.ts';
import type { Failure } from '../../../shared/failure/failure.ts';
import { strings } from '../../strings/index.ts';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Table } from '../../ui/Table.tsx';
import { Say, Untrusted } from '../../ui/Untrusted.tsx';
import { useCrash } from '../../ui/use-crash.ts';
import { ask } from '../hooks/bridge.ts';
import { useAnswer } from '../hooks/use-answer.ts';
import { Answered } from '../parts/Answered.tsx';
import { useJobs } from './use-jobs.ts';

const NEVER = [] as const;

/** What a folder offers, and which of it to import. It comes into view and takes the focus: whoever chose it looks for it. */
export function Scan({ folder, close }: { readonly folder: PickedFolder; readonly close: () => void }) {
  const { handle } = folder;
  const [asked, renew] = useAnswer(
    useCallback(() => ask('media/scan', { folder: handle }), [handle]),
    NEVER,
  );
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  return (
    <section className="card" aria-labelledby="scan-title">
      <div className="card-head">
        <h2 id="scan-title" className="scan-title" ref={heading} tabIndex={-1}>
          <Say it={strings.inbox.scan.title(folder.label)} />
        </h2>
        <button type="button" onClick={close}>
          {strings.inbox.scan.discard}
        </button>
      </div>
      <Answered asked={asked} renew={renew}>
        {(scan) => (scan.candidates.length === 0 ? <Nothing /> : <Candidates scan={scan} close={close} />)}
      </Answered>
    </section>
  );
}

function Nothing() {
  const { empty, emptyWayOut } = strings.inbox.scan;
  return (
    <>
      <p>{empty}</p>
      <p className="soft">{emptyWayOut}</p>
    </>
  );
}

function Candidates({ scan, close }: { readonly scan: ScanView; readonly close: () => void }) {
  const jobs = useJobs();
  const likely = scan.candidates.filter((one) => one.likely).map((one) => one.handle);
  const [chosen, setChosen] = useState<ReadonlySet<Handle>>(new Set(likely));
  const [isStarting, setIsStarting] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const crash = useCrash();
  const text = strings.inbox.scan;

  const toggle = (handle: Handle) => {
    const next = new Set(chosen);
    if (!next.delete(handle)) next.add(handle);
    setChosen(next);
  };
  const start = () => {
    setIsStarting(true);
    ask('import/start', { candidates: [...chosen] }).then((answer) => {
      setIsStarting(false);
      if (!answer.ok) return setFailure(answer.error);
      jobs.started(answer.value);
      close();
    }, crash);
  };

  return (
    <>
      <Table name={text.table} columns={[text.columns.name, text.columns.kind, { number: text.columns.size }]}>
        {scan.candidates.map((one) => (
          <Candidate key={one.handle} one={one} chosen={chosen.has(one.handle)} toggle={toggle} />
        ))}
      </Table>
      {failure === null ? null : <FailureNotice failure={failure} />}
      <div className="actions scan-actions">
        <button type="button" className="button-primary" disabled={chosen.size === 0 || isStarting} onClick={start}>
          {isStarting ? text.starting : text.import(chosen.size)}
        </button>
      </div>
    </>
  );
}

interface CandidateProps {
  readonly one: CandidateView;
  readonly chosen: boolean;
  readonly toggle: (handle: Handle) => void;
}

function Candidate({ one, chosen, toggle }: CandidateProps) {
  const text = strings.inbox.scan;
  return (
    <tr>
      <td>
        <label className="check">
          <input type="checkbox" checked={chosen} onChange={() => toggle(one.handle)} />
          <Untrusted text={one.name} />
        </label>
      </td>
      <td>
        {text.kind[one.kind]}, {text.form[one.form]}
        {one.likely ? null : <span className="soft"> ({text.unlikely})</span>}
      </td>
      <td className="number nowrap">{one.bytes === null ? text.sizeUnknown : strings.format.size(one.bytes)}</td>
    </tr>
  );
}
