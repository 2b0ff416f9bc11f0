import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { processesOf } from '../helpers/processes.ts';
import { test } from '../helpers/station.ts';
import { OWNER, openSignIn } from '../helpers/steps.ts';

test('no process of the console leaves a core dump, and none can allow it again', async ({ start, furnished }) => {
  const running = await start(furnished);
  await openSignIn(running, OWNER);
  const processes = processesOf(running);
  expect(processes.map(({ type }) => type)).toEqual(expect.arrayContaining(['main', 'zygote', 'renderer', 'utility']));
  for (const { pid, type } of processes) {
    expect(readFileSync(`/proc/${pid}/limits`, 'utf8'), type).toMatch(/^Max core file size +0 +0 /m);
  }
});
