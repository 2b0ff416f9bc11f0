// `npm run demo`: the scripted run through the real window, on this display where there is one.
import { runMain } from './say.mjs';
import { scriptedRun } from './scripted-run.mjs';

await runMain(() => scriptedRun(process.env.DISPLAY));
