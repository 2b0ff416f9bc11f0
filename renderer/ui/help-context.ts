import { createContext } from 'react';

/** Opens the help at what these words find; `null` where a window has none. */
export const OpenHelp = createContext<((words: string) => void) | null>(null);
