/** A system call as a filter sees it (`struct seccomp_data`, the instruction pointer left out). */
export interface SeenCall {
  readonly number: number;
  readonly architecture: number;
  /** Six, 64 bits each. */
  readonly args: readonly bigint[];
}

/**
 * What a seccomp filter returns of a call. It reads what the kernel reads, and knows the instructions that filters here
 * have: another one, or a jump or load out of bounds, throws, as the kernel refuses such a filter.
 */
export function runFilter(filter: Uint8Array, { number, architecture, args }: SeenCall): number {
  const data = new DataView(new ArrayBuffer(64));
  data.setUint32(0, number, true);
  data.setUint32(4, architecture, true);
  for (const [index, arg] of args.entries()) data.setBigUint64(16 + 8 * index, arg, true);
  const code = new DataView(filter.buffer, filter.byteOffset, filter.byteLength);
  let accumulator = 0;
  for (let at = 0; ; at += 8) {
    const [operation, k] = [code.getUint16(at, true), code.getUint32(at + 4, true)];
    const jump = (holds: boolean) => 8 * code.getUint8(at + (holds ? 2 : 3));
    if (operation === 0x06) return k;
    if (operation === 0x20) accumulator = data.getUint32(k, true);
    else if (operation === 0x15) at += jump(accumulator === k);
    else if (operation === 0x35) at += jump(accumulator >= k);
    else throw new Error(`no such instruction: ${operation}`);
  }
}
