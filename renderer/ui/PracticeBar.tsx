import './practice.css';
import type { ReactNode } from 'react';
import { isPractising } from '../../shared/statement/practice.ts';
import { strings } from '../strings/index.ts';

const text = strings.shell.practice;

/** Stripes across the whole window, with what they mean, while somebody practises; nothing otherwise. */
export function PracticeBar({ children }: { readonly children?: ReactNode }) {
  if (!isPractising()) return null;
  return (
    <section className="practice-bar" aria-label={text.label}>
      <div>
        <p>
          <strong>{text.title}</strong> {text.body}
        </p>
        {children}
      </div>
    </section>
  );
}
