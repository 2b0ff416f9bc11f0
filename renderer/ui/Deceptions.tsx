import { useMemo } from 'react';
import { warningsIn } from '../../shared/text/visible.ts';
import { strings } from '../strings/index.ts';

/** How much in a text from outside may not be what it looks like; nothing where all is. */
export function Deceptions({ text }: { readonly text: string }) {
  const words = useMemo(() => strings.shell.warnings(warningsIn(text)), [text]);
  return words === '' ? null : <p className="deceptions">{words}</p>;
}
