import type { ReviewChannels } from '../../../shared/contract/review.ts';
import { strings } from '../../strings/index.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useReview } from '../hooks/context.ts';
import { missingRoles } from '../hooks/session.ts';

const text = strings.shell.session;

/** Who has to sign in before that can be asked for, and the way there; nothing when it can be. */
export function NeedsRole({ channel, what }: { readonly channel: keyof ReviewChannels; readonly what: string }) {
  const { station, go } = useReview();
  const missing = missingRoles(station, channel);
  if (missing === null) return null;
  return (
    <Notice
      tone="accent"
      actions={
        <button type="button" onClick={() => go({ at: 'people' })}>
          {text.toSignIn}
        </button>
      }
    >
      {text.needs(
        what,
        missing.map((role) => strings.terms.role[role]),
      )}
    </Notice>
  );
}
