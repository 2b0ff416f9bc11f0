import { type RefObject, useEffect, useRef } from 'react';

/** Whether what asked is still on the screen: an answer that comes later has to be told elsewhere. */
export function useIsHere(): RefObject<boolean> {
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  return isHere;
}
