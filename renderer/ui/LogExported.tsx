import type { LogExportView } from '../../shared/contract/views.ts';
import { strings } from '../strings/index.ts';
import { Notice } from './Notice.tsx';
import { Say } from './Untrusted.tsx';

/** Where the log went, and how the copy was compared. */
export function LogExported({ log: { file, medium, readBack } }: { readonly log: LogExportView }) {
  return (
    <Notice tone={readBack === 'medium' ? 'good' : 'amber'}>
      <Say it={strings.station.log.done[readBack](file, medium)} />
    </Notice>
  );
}
