import type { TokenHits } from '../reader.ts';

/** Total bytes of all tokens: the automaton takes 512 bytes for each. */
export const MAX_TOKEN_BYTES = 16 * 1024;

const ACCEPTING = 0x8000;
const STATE = 0x7fff;

/**
 * Many byte strings searched at once in a stream (Aho and Corasick, 1975), one table look-up a byte, occurrences
 * across chunks included. Built once for a list of tokens; `start()` begins one file.
 */
export class TokenScanner {
  readonly #tokens: readonly Uint8Array[];
  /** Next state by state and byte; its top bit says that a token ends there. */
  readonly #next: Uint16Array;
  /** By byte: 0 where no token begins with it, so that most bytes cost no step of the automaton. */
  readonly #begins: Uint16Array;
  /** Tokens (by index) that end in a state. */
  readonly #ends: readonly (readonly number[])[];

  /** @throws on an empty token or more than `MAX_TOKEN_BYTES`: the reader of `checks.json` refuses both. */
  constructor(tokens: readonly Uint8Array[]) {
    const total = tokens.reduce((sum, token) => sum + token.length, 0);
    if (tokens.some(({ length }) => length === 0)) throw new Error('an empty token');
    if (total > MAX_TOKEN_BYTES) throw new Error(`${total} bytes of tokens`);
    this.#tokens = tokens;
    const { next, ends } = automaton(tokens, total + 1);
    this.#next = next;
    this.#begins = next.slice(0, 256);
    this.#ends = ends;
  }

  start(): TokenScan {
    const next = this.#next;
    const ends = this.#ends;
    const tokens = this.#tokens;
    const begins = this.#begins;
    const hits: { count: number; first: number | null }[] = tokens.map(() => ({ count: 0, first: null }));
    let state = 0;
    let offset = 0;
    return {
      scan(chunk) {
        for (let i = 0; i < chunk.length; i++) {
          if (state === 0) {
            while (i < chunk.length && begins[chunk[i] ?? 0] === 0) i++;
            if (i === chunk.length) break;
          }
          const to = next[(state << 8) | (chunk[i] ?? 0)] ?? 0;
          state = to & STATE;
          if (to < ACCEPTING) continue;
          for (const token of ends[state] ?? []) {
            const hit = hits[token];
            if (hit === undefined) continue;
            hit.count += 1;
            hit.first ??= offset + i + 1 - (tokens[token]?.length ?? 0);
          }
        }
        offset += chunk.length;
      },
      hits: () => hits.map((hit) => ({ ...hit })),
    };
  }
}

/** The search of one file. */
export interface TokenScan {
  /** The next bytes of the file. */
  scan(chunk: Uint8Array): void;
  /** What was found so far, in the order of the tokens. */
  hits(): TokenHits[];
}

function automaton(tokens: readonly Uint8Array[], maxStates: number): { next: Uint16Array; ends: number[][] } {
  const next = new Uint16Array(maxStates * 256);
  const ends: number[][] = [[]];
  for (const [index, token] of tokens.entries()) {
    let state = 0;
    for (const byte of token) {
      const at = (state << 8) | byte;
      if (next[at] === 0) {
        next[at] = ends.length;
        ends.push([]);
      }
      state = next[at] ?? 0;
    }
    ends[state]?.push(index);
  }
  linkFailures(next, ends);
  for (let at = 0; at < next.length; at++) {
    const state = next[at] ?? 0;
    if ((ends[state]?.length ?? 0) > 0) next[at] = state | ACCEPTING;
  }
  return { next, ends };
}

/** Breadth first, so that the state for the longest proper suffix is complete when it is needed. */
function linkFailures(next: Uint16Array, ends: number[][]): void {
  const failure = new Uint16Array(ends.length);
  const queue = [...new Set(next.subarray(0, 256))].filter((state) => state !== 0);
  for (let state = queue.shift(); state !== undefined; state = queue.shift()) {
    const suffix = failure[state] ?? 0;
    ends[state]?.push(...(ends[suffix] ?? []));
    for (let byte = 0; byte < 256; byte++) {
      const at = (state << 8) | byte;
      const child = next[at] ?? 0;
      const fallback = next[(suffix << 8) | byte] ?? 0;
      if (child === 0) next[at] = fallback;
      else {
        failure[child] = fallback;
        queue.push(child);
      }
    }
  }
}
