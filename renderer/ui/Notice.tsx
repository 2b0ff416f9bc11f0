import type { ReactNode } from 'react';
import type { Failure } from '../../shared/failure/failure.ts';
import { sayFailure } from '../../shared/failure/say.ts';
import { strings } from '../strings/index.ts';
import type { Tone } from './Badge.tsx';
import { Untrusted } from './Untrusted.tsx';

interface NoticeProps {
  readonly tone?: Exclude<Tone, 'hold'>;
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

/** A good one tells of what has been done. */
const ROLE = { danger: 'alert', good: 'status', amber: 'note', accent: 'note', plain: 'note' } as const;

/** A few words set apart from the page. What tells of danger is announced at once, what was done when it is quiet. */
export function Notice({ tone = 'plain', title, children, actions }: NoticeProps) {
  return (
    <div className={`notice notice-${tone}`} role={ROLE[tone]}>
      {title === undefined ? null : <p className="notice-title">{title}</p>}
      {children === undefined ? null : <div className="notice-body">{children}</div>}
      {actions === undefined ? null : <div className="actions">{actions}</div>}
    </div>
  );
}

/** What the main process answers in place of what was asked for: whether that is known, its words, its code. */
export function FailureNotice({ failure, actions }: { readonly failure: Failure; readonly actions?: ReactNode }) {
  return (
    <Notice
      tone="danger"
      title={failure.outcome === 'unknown' ? strings.shell.unknownOutcome : undefined}
      actions={actions}
    >
      <p>
        <Untrusted text={sayFailure(failure)} />
      </p>
      {failure.where === undefined ? null : (
        <p>
          <Untrusted text={failure.where} mono />
        </p>
      )}
      <p className="code-line">{failure.code}</p>
    </Notice>
  );
}
