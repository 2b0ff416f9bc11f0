import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { EjectedView } from '../../../shared/contract/views.ts';
import { type Failure, failure } from '../../../shared/failure/failure.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { attempt } from '../files/file-failure.ts';
import { isMounted, volumeOf } from './volumes.ts';

/** The programs that are asked, and where the bus of the system is. */
export interface EjectTools {
  readonly sync: string;
  readonly udisks: string;
  readonly buses: readonly string[];
}

const SYSTEM: EjectTools = {
  sync: '/usr/bin/sync',
  udisks: '/usr/bin/udisksctl',
  buses: ['/run/dbus/system_bus_socket', '/var/run/dbus/system_bus_socket'],
};

/** A stick with a large cache of its own takes long. */
const LONGEST_MS = 30_000;

/**
 * Has everything written to the volume that `path` lies on, and unmounts it where udisks can be asked. That it is unmounted is
 * said when the system no longer lists it as mounted, and not because udisks said so.
 */
export async function eject(path: string, tools: EjectTools = SYSTEM): Promise<Result<EjectedView, Failure>> {
  const volume = await volumeOf(path);
  if (volume === null) return err(failure('media/not-a-volume', { where: path }));
  const synced = await run(tools.sync, ['--file-system', volume.path]);
  const result = { medium: basename(volume.path), isSynced: synced.ok };
  return ok({ ...result, whyMounted: await unmounted(volume, tools) });
}

async function unmounted(
  volume: { readonly id: string; readonly source: string },
  tools: EjectTools,
): Promise<Failure | null> {
  if (!tools.buses.some((bus) => existsSync(bus))) return failure('media/no-bus');
  if (!existsSync(tools.udisks)) return failure('media/no-udisks');
  const asked = await run(tools.udisks, ['unmount', '--block-device', volume.source, '--no-user-interaction']);
  if (!asked.ok) return failure('media/not-unmounted', { params: { said: asked.error } });
  return (await isMounted(volume.id)) ? failure('media/still-mounted') : null;
}

/** What a program says on its stderr, where it fails. */
async function run(program: string, args: readonly string[]): Promise<Result<null, string>> {
  const ran = await attempt(
    program,
    () =>
      new Promise<string | null>((resolve, reject) => {
        execFile(
          program,
          args,
          { env: {}, timeout: LONGEST_MS, killSignal: 'SIGKILL' },
          (error, _printed, complaint) => {
            if (error === null) resolve(null);
            else if (typeof error.code === 'string') reject(error);
            else
              resolve(
                complaint.trim() === '' ? `${basename(program)} gave no answer` : complaint.trim().slice(0, 1000),
              );
          },
        );
      }),
  );
  if (!ran.ok) return err(`${program}: ${ran.error.errno ?? ran.error.code}`);
  return ran.value === null ? ok(null) : err(ran.value);
}
