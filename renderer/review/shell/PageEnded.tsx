import { useState } from 'react';
import { strings, utc } from '../../strings/index.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useReview } from '../hooks/context.ts';

const text = strings.shell.pageEnded;

/** That this page had ended and was loaded again, until the person has taken note of it. */
export function PageEnded() {
  const { pageEnd } = useReview().station;
  const [noted, setNoted] = useState<string | null>(null);
  if (pageEnd === null || pageEnd.at === noted) return null;
  return (
    <Notice
      tone="danger"
      title={text.title}
      actions={
        <button type="button" onClick={() => setNoted(pageEnd.at)}>
          {text.dismiss}
        </button>
      }
    >
      {text.body(pageEnd.how, utc(pageEnd.at))}
    </Notice>
  );
}
