import { createPage } from '../browsers/createPage';
import type { Page } from '../browsers/page';
import { command } from './webDriver';

type Method = 'GET' | 'POST' | 'DELETE';
type Send = <T>(path: string, body?: object, method?: Method) => Promise<T>;

/** Opens tabs in the WebDriver session at `url`. A session has one current window, which each command is for: commands of tabs take turns. */
export async function webKitWindows(url: string): Promise<() => Promise<Page>> {
  const first = await command<string>(`${url}/window`, 'GET');
  let last: Promise<unknown> = Promise.resolve();
  const sendTo =
    (handle: string): Send =>
    <T>(path: string, body?: object, method: Method = 'POST') => {
      const turn = last.then(async () => {
        await command(`${url}/window`, 'POST', { handle });
        return command<T>(url + path, method, body);
      });
      last = turn.catch(() => undefined);
      return turn;
    };
  return async () => {
    // The first window is never closed: a new one can only be made from one that is there.
    const { handle } = await sendTo(first)<{ handle: string }>('/window/new', { type: 'tab' });
    return pageOf(sendTo(handle));
  };
}

function pageOf(send: Send): Page {
  const find = async (selector: string): Promise<string> => {
    const [id = ''] = Object.values(await send<Record<string, string>>('/element', { using: 'css selector', value: selector }));
    return `/element/${id}`;
  };
  return createPage({
    goto: url => send('/url', { url }),
    run: expression => send('/execute/async', { script: `${expression}.then(arguments[arguments.length - 1])`, args: [] }),
    click: async selector => send(`${await find(selector)}/click`),
    type: async (selector, text) => send(`${await find(selector)}/value`, { text }),
    close: () => send('/window', undefined, 'DELETE'),
  });
}
