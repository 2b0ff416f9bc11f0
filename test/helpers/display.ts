import { execFileSync } from 'node:child_process';

/** The titles of all windows on the tests' display. */
export function titlesOnDisplay(): readonly string[] {
  const tree = execFileSync('xwininfo', ['-root', '-tree'], { encoding: 'utf8' });
  return [...tree.matchAll(/^ *0x[0-9a-f]+ "([^"]*)"/gm)].map(([, title = '']) => title);
}
