import { strings } from '../../strings/index.ts';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { useReview } from '../hooks/context.ts';

/** Across the whole window while the journal is damaged; nothing otherwise. */
export function JournalBanner() {
  const { readOnly } = useReview().station.journal;
  if (readOnly === null) return null;
  const { title, wayOut } = strings.shell.journalReadOnly;
  return (
    <div className="banner" role="alert">
      <p>
        <strong>{title}</strong> <Untrusted text={readOnly} />
      </p>
      <p>{wayOut}</p>
    </div>
  );
}
