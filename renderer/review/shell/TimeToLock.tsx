import { useEffect, useState } from 'react';
import { strings } from '../../strings/index.ts';

/** How often it is looked at, and shown anew. */
const STEP_MS = 5000;

/** How long until whoever is signed in is signed out, as far as this window can tell: a key or the pointer here begins it anew. */
export function TimeToLock({ idleSeconds }: { readonly idleSeconds: number }) {
  const [left, setLeft] = useState(idleSeconds);
  useEffect(() => {
    let last = performance.now();
    const show = () => setLeft(Math.max(0, idleSeconds - Math.floor((performance.now() - last) / 1000)));
    const touched = () => {
      last = performance.now();
    };
    const timer = setInterval(show, STEP_MS);
    addEventListener('keydown', touched);
    addEventListener('pointerdown', touched);
    addEventListener('pointermove', touched);
    return () => {
      clearInterval(timer);
      removeEventListener('keydown', touched);
      removeEventListener('pointerdown', touched);
      removeEventListener('pointermove', touched);
    };
  }, [idleSeconds]);
  return <span className="soft roomy">{strings.shell.session.locksIn(left)}</span>;
}
