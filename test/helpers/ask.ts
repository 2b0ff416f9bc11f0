import type { Page } from '@playwright/test';
import type { Answer, RequestOf } from '../../shared/contract/channel.ts';
import type { ReviewChannels } from '../../shared/contract/review.ts';

/** `window.holdfast` of either window, as a page that somebody else wrote would use it. */
declare const holdfast: { ask(name: string, request: unknown): Promise<unknown> };

/** A passphrase as it crosses the main process, sealed to nobody. */
export const SEALED = { to: 'nobody', sealed: '' };

/** Asks the main process from a window, by the button's back: a question of the contract, or a forged one. */
export function ask<Name extends keyof ReviewChannels & string>(
  page: Page,
  name: Name,
  request: RequestOf<ReviewChannels[Name]>,
): Promise<Answer<ReviewChannels[Name]>>;
export function ask(page: Page, name: unknown, request: unknown): Promise<unknown>;
export function ask(page: Page, name: unknown, request: unknown): Promise<unknown> {
  return page.evaluate(([which, what]) => holdfast.ask(String(which), what), [name, request]);
}

/** The value of an answer that must be one. */
export function answered<T>(answer: { ok: true; value: T } | { ok: false; error: unknown }): T {
  if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer.error)}`);
  return answer.value;
}
