import * as z from 'zod';
import { isTreePath } from '../tree-fold.ts';

/** What every check of `checks.json` has besides its type. */
export const common = {
  /** Unique in its file. */
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, 'letters, digits, dots, dashes, underscores'),
  /** One line for people. */
  title: z.string().min(1).max(300),
};

/** A path of the bundle; with a slash at its end, the folder there and everything below it. */
export const bundlePath = z
  .string()
  .max(4096)
  .refine((path) => isTreePath(path.replace(/\/$/, '')), 'a path inside the bundle, relative to its root');

/** A path that can only name a file. */
export const filePath = bundlePath.refine((path) => !path.endsWith('/'), 'a file, without a slash at its end');
