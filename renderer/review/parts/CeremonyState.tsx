import type { Sentence } from '../../../shared/strings/forms/say.ts';
import { strings } from '../../strings/index.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Say } from '../../ui/Untrusted.tsx';
import type { Ceremony } from '../hooks/use-ceremony.ts';

const text = strings.authority;

interface CeremonyStateProps<Done> {
  readonly ceremony: Ceremony<Done>;
  /** What is said of what was done; that it was signed, where nothing more is to be said. */
  readonly say?: (done: Done) => Sentence;
  /** What is said where it was cancelled. */
  readonly cancelled?: string;
}

/** What came of the signing window. */
export function CeremonyState<Done>({ ceremony, say, cancelled = text.cancelled }: CeremonyStateProps<Done>) {
  switch (ceremony.state) {
    case 'none':
      return null;
    case 'open':
      return <Notice tone="accent">{strings.shell.otherWindow}</Notice>;
    case 'cancelled':
      return <Notice>{cancelled}</Notice>;
    case 'done':
      return (
        <Notice tone="good">
          <p>
            <Say it={say?.(ceremony.done) ?? [text.signed]} />
          </p>
        </Notice>
      );
    case 'refused':
      return <FailureNotice failure={ceremony.failure} />;
  }
}
