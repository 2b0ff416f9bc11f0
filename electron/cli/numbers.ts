import { languageInUse } from '../../shared/strings/language.ts';
import { words } from './words.ts';

const UNITS = ['KiB', 'MiB', 'GiB', 'TiB'] as const;

/** A count with its thousands apart: `12,345`, in Vietnamese `12.345`. */
export function countText(count: number): string {
  return count.toLocaleString(languageInUse());
}

/** A size for people: `123 bytes`, `4.5 MiB`, in Vietnamese `4,5 MiB`. */
export function bytesText(bytes: number): string {
  if (bytes < 1024) return words.answers.byteCount(bytes);
  const unit = Math.min(UNITS.length, Math.floor(Math.log2(bytes) / 10));
  return `${tenths(bytes / 1024 ** unit)} ${UNITS[unit - 1]}`;
}

function tenths(value: number): string {
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1, useGrouping: false };
  return value.toLocaleString(languageInUse(), digits);
}
