import type { Part } from '../../../shared/statement/read-record.ts';

/** The attribute of an element that shows these lines of a packet, from 1. */
export function linesAttribute(first: number, last: number) {
  return { 'data-lines': `${first}-${Math.max(first, last)}` };
}

/** The lines that an element shows; `null` where it has no such attribute. */
export function linesOf(element: Element): Part | null {
  const [, first, last] = /^(\d+)-(\d+)$/.exec(element.getAttribute('data-lines') ?? '') ?? [];
  return first === undefined || last === undefined ? null : { first: Number(first), last: Number(last) };
}
