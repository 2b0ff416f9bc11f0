import { strings } from '../strings/index.ts';
import type { Sentence } from '../strings/say.ts';
import { Notice, ProblemNotice } from '../ui/Notice.tsx';
import { Say } from '../ui/Untrusted.tsx';
import type { Ceremony } from './use-ceremony.ts';

const text = strings.authority;

interface CeremonyStateProps<Signed> {
  readonly ceremony: Ceremony<Signed>;
  /** What is said of what was signed; that it was signed, where nothing more is to be said. */
  readonly say?: (signed: Signed) => Sentence;
}

/** What came of the signing window. */
export function CeremonyState<Signed>({ ceremony, say }: CeremonyStateProps<Signed>) {
  switch (ceremony.state) {
    case 'none':
      return null;
    case 'open':
      return <Notice tone="accent">{text.working}</Notice>;
    case 'cancelled':
      return <Notice>{text.cancelled}</Notice>;
    case 'signed':
      return (
        <Notice tone="good">
          <p>
            <Say it={say?.(ceremony.signed) ?? [text.signed]} />
          </p>
        </Notice>
      );
    case 'refused':
      return <ProblemNotice problem={ceremony.problem} />;
  }
}
