const UNITS = ['KiB', 'MiB', 'GiB', 'TiB'] as const;

/** A count with its thousands apart: `12,345`. */
export function countText(count: number): string {
  return count.toLocaleString('en-US');
}

/** A size for people: `123 bytes`, `4.5 MiB`. */
export function bytesText(bytes: number): string {
  if (bytes < 1024) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  const unit = Math.min(UNITS.length, Math.floor(Math.log2(bytes) / 10));
  return `${(bytes / 1024 ** unit).toFixed(1)} ${UNITS[unit - 1]}`;
}
