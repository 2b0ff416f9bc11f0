import { Component, type ReactNode } from 'react';
import { strings } from '../strings/index.ts';
import { Notice } from './Notice.tsx';
import { Untrusted } from './Untrusted.tsx';

/** Shows a bug in the window for what it is, rather than an empty page. */
export class Crash extends Component<{ readonly children: ReactNode }, { readonly message: string | null }> {
  override state = { message: null };

  static getDerivedStateFromError(error: unknown): { message: string } {
    return { message: String(error) };
  }

  override render() {
    const { message } = this.state;
    if (message === null) return this.props.children;
    const { title, body, reload } = strings.shell.crash;
    return (
      <main className="lone">
        <Notice
          tone="danger"
          title={title}
          actions={
            <button type="button" onClick={() => location.reload()}>
              {reload}
            </button>
          }
        >
          <p>{body}</p>
          <p>
            <Untrusted text={message} mono />
          </p>
        </Notice>
      </main>
    );
  }
}
