const WASM_PAGE = 64 * 1024;

/**
 * Memory that O_DIRECT can read to and write from: open(2) asks for addresses aligned to the device's block, which of all
 * JavaScript buffers only WebAssembly memory is.
 *
 * @param size bytes, a multiple of 64 KiB
 */
export function alignedBuffer(size: number): Uint8Array {
  return new Uint8Array(new WebAssembly.Memory({ initial: size / WASM_PAGE }).buffer);
}

/** How a file system says that it has no direct reads and writes. */
export const NO_DIRECT: readonly string[] = ['EINVAL', 'EOPNOTSUPP'];
