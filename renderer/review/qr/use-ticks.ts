import { useEffect, useState } from 'react';

/** A number that goes up `perSecond` times while `running`. */
export function useTicks(running: boolean, perSecond: number) {
  const [tick, setTick] = useState(1);
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => setTick((now) => now + 1), 1000 / perSecond);
    return () => clearInterval(timer);
  }, [running, perSecond]);
  return [tick, setTick] as const;
}
