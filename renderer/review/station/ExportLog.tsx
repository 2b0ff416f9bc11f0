import type { LogExportView } from '../../../shared/contract/views.ts';
import { strings } from '../../strings/index.ts';
import { LogExported } from '../../ui/LogExported.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { ask } from '../hooks/bridge.ts';
import { useFolderWork } from '../hooks/use-folder-work.ts';
import { Silence } from '../parts/Silence.tsx';

const text = strings.station.log;

/** The console's own log, to be carried to whoever supports this station. */
export function ExportLog() {
  const { work, begin } = useFolderWork<LogExportView>('destination');
  const isWorking = work.state === 'working';
  return (
    <section className="card" aria-labelledby="log-title">
      <h2 id="log-title">{text.title}</h2>
      <p className="soft">{text.about}</p>
      <div className="actions">
        <button
          type="button"
          disabled={isWorking}
          onClick={() => begin((destination) => ask('log/export', { destination }))}
        >
          {isWorking ? text.exporting : text.export}
        </button>
      </div>
      {isWorking ? <Silence folder={work.folder} /> : null}
      {work.state === 'refused' ? <FailureNotice failure={work.failure} /> : null}
      {work.state === 'done' ? <LogExported log={work.done} /> : null}
    </section>
  );
}
