import type { BrowserWindow, IpcMainInvokeEvent } from 'electron';
import type { z } from 'zod';
import type { AnyChannels, Problem, RequestOf, ResponseOf } from '../../shared/contract/channel.ts';
import { err, type Result } from '../../shared/result.ts';
import { type Page, pageUrl } from '../windows/protocol.ts';

/** One function for each channel of a list, each given its parsed request. */
export type Handlers<Channels extends AnyChannels> = {
  readonly [Name in keyof Channels]: (
    request: RequestOf<Channels[Name]>,
  ) => Promise<Result<ResponseOf<Channels[Name]>, Problem>>;
};

/** The name under which both bridges ask; which channels exist depends on the window. */
export const ASK = 'ask';

/**
 * The one gate through which a window asks anything: the question must come from the main frame of this window's own
 * page, name a channel of its list, parse, and be admitted. Whatever does not is reported, and then
 * answered with a problem.
 */
export function openGate<Requests extends object>(
  window: BrowserWindow,
  page: Page,
  channels: Schemas<Requests>,
  handlers: Functions<Requests>,
  onRefused: (problem: Problem) => Promise<void>,
  hindranceOf: (name: keyof Requests) => Problem | null = () => null,
): void {
  const refuse = async (problem: Problem) => {
    await onRefused(problem);
    return err(problem);
  };
  window.webContents.ipc.handle(ASK, async (event: IpcMainInvokeEvent, name: unknown, request: unknown) => {
    if (!isFromPage(event, window, page)) {
      return refuse({ code: 'ipc/wrong-sender', sentence: 'The request did not come from the page it should.' });
    }
    if (!isChannel(channels, name)) {
      return refuse({
        code: 'ipc/no-channel',
        sentence: 'There is no such request.',
        where: String(name).slice(0, 100),
      });
    }
    const parsed = channels[name].request.safeParse(request);
    if (!parsed.success) {
      const fields = parsed.error.issues.map((issue) => issue.path.join('.') || 'request').join(', ');
      return refuse({
        code: 'ipc/bad-request',
        sentence: 'The request is not of the form that this channel takes.',
        where: `${String(name)}: ${fields}`,
      });
    }
    const hindrance = hindranceOf(name);
    return hindrance === null ? handlers[name](parsed.data) : refuse(hindrance);
  });
}

type Schemas<Requests> = { readonly [Name in keyof Requests]: { readonly request: z.ZodType<Requests[Name]> } };
type Functions<Requests> = {
  readonly [Name in keyof Requests]: (request: Requests[Name]) => Promise<Result<unknown, Problem>>;
};

function isFromPage(event: IpcMainInvokeEvent, window: BrowserWindow, page: Page): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame === window.webContents.mainFrame && frame.url === pageUrl(page);
}

function isChannel<Requests extends object>(channels: Schemas<Requests>, name: unknown): name is keyof Requests {
  return typeof name === 'string' && Object.hasOwn(channels, name);
}
