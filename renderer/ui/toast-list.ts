import type { Sentence } from '../../shared/strings/forms/say.ts';

/** A result that is told wherever its reader is. A refusal stays until it is dismissed; what went well goes by itself. */
export interface Toast {
  /** Another one with the same key takes its place. */
  readonly key: string;
  readonly tone: 'good' | 'danger';
  readonly text: Sentence;
  /** Where it is to be seen. */
  readonly way?: { readonly label: string; readonly go: () => void };
}

/** The newest last. */
export function withToast(shown: readonly Toast[], toast: Toast): readonly Toast[] {
  return [...withoutToast(shown, toast.key), toast];
}

export function withoutToast(shown: readonly Toast[], key: string): readonly Toast[] {
  return shown.some((one) => one.key === key) ? shown.filter((one) => one.key !== key) : shown;
}
