import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A bus of the test's own, or what stands before one. */
export interface Bus {
  /** Its socket. */
  readonly path: string;
  stop(): void;
}

/** A message bus as a session has one. `services`: programs that it starts for whoever asks, by their names on it. */
export async function privateBus(services: Readonly<Record<string, string>> = {}): Promise<Bus> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-bus-'));
  mkdirSync(join(folder, 'services'));
  for (const [name, program] of Object.entries(services)) {
    writeFileSync(join(folder, `services/${name}.service`), `[D-BUS Service]\nName=${name}\nExec=${program}\n`);
  }
  const path = join(folder, 'bus');
  writeFileSync(
    join(folder, 'bus.conf'),
    `<busconfig><type>session</type><listen>unix:path=${path}</listen><servicedir>${folder}/services</servicedir>` +
      '<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>' +
      '<allow own="*"/></policy></busconfig>',
  );
  return listening(path, spawn('dbus-daemon', [`--config-file=${folder}/bus.conf`, '--nofork'], { stdio: 'ignore' }));
}

/** What lets nothing through to a bus but what every client needs. */
export async function filtered(bus: string): Promise<Bus> {
  const path = `${bus}-filtered`;
  return listening(path, spawn('xdg-dbus-proxy', [`unix:path=${bus}`, path, '--filter'], { stdio: 'ignore' }));
}

async function listening(path: string, daemon: ChildProcess): Promise<Bus> {
  while (!existsSync(path)) {
    if (daemon.exitCode !== null) throw new Error(`${daemon.spawnfile} ended with ${daemon.exitCode}`);
    await sleep(20);
  }
  return { path, stop: () => void daemon.kill() };
}
