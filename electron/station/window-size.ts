import { join } from 'node:path';
import { utf8 } from '../../shared/encoding/bytes.ts';
import type { Result } from '../../shared/result.ts';
import { replaceDurably } from '../core/files/durable.ts';
import { attemptSync, type FileFailure } from '../core/files/file-failure.ts';
import { readRegularNow } from '../core/files/open-regular.ts';

/** One line in the data folder: `1280 860`, or `1280 860 maximized`. It is no evidence, and nothing else depends on it. */
const FILE = 'window';
const MOST_BYTES = 32;
const LINE = /^(?<width>[0-9]{3,5}) (?<height>[0-9]{3,5})(?<maximized> maximized)?\n$/;

/** Of the review window, in pixels before the screen's scale. A maximised one has the size that it goes back to. */
export interface WindowSize {
  readonly width: number;
  readonly height: number;
  readonly isMaximized: boolean;
}

/** The size that the review window had last; `null` where none was kept, or where the file says something else. */
export function keptWindowSize(folder: string): WindowSize | null {
  const path = join(folder, FILE);
  const read = attemptSync(path, () => readRegularNow(path, MOST_BYTES));
  const line = read.ok ? LINE.exec(read.value.toString('latin1'))?.groups : undefined;
  if (line === undefined) return null;
  return { width: Number(line.width), height: Number(line.height), isMaximized: line.maximized !== undefined };
}

/** Keeps it for the next start. */
export function keepWindowSize(
  folder: string,
  { width, height, isMaximized }: WindowSize,
): Promise<Result<void, FileFailure>> {
  return replaceDurably(join(folder, FILE), utf8(`${width} ${height}${isMaximized ? ' maximized' : ''}\n`));
}
