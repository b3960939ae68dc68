// Browsers: one page that loads each program in a frame, from a server that the stacks then call https://shop.example.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const TIME = 90_000;

const START = `<!doctype html><meta charset=utf-8><script type=module>
const open = url => new Promise(resolve => {
  const frame = document.createElement('iframe');
  frame.src = url;
  frame.onload = () => setTimeout(resolve, 150);
  document.body.append(frame);
});
const urls = await (await fetch('/list')).json();
while (urls.length) await Promise.all(urls.splice(0, 8).map(open));
await fetch('/done?' + encodeURIComponent(navigator.userAgent), { method: 'POST' });
</script><body>`;

function pageOf({ main, module }) {
  return `<!doctype html><meta charset=utf-8><script ${module ? 'type=module ' : ''}src="/assets/${encodeURI(main).replaceAll('%25', '%')}"></script>`;
}

/** What the site of the programs has at `url`; undefined: nothing. */
export function answer(url, composed) {
  if (url.pathname === '/') return START;
  if (url.pathname === '/list')
    return JSON.stringify(composed.map(({ slug, inPage }) => (inPage ? `/assets/${slug}.html` : `/pages/${slug}.html`)));
  const program = composed.find(({ slug }) => url.pathname === `/pages/${slug}.html`);
  if (program) return pageOf(program);
  const raw = url.pathname.slice('/assets/'.length);
  return composed.map(({ files }) => files[decodeURIComponent(raw)] ?? files[raw]).find(text => text !== undefined);
}

export async function runBrowser(engine, composed) {
  const profile = mkdtempSync(join(tmpdir(), 'stacks-'));
  const reports = new Map();
  let finish;
  const finished = new Promise(resolve => {
    finish = resolve;
  });
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://localhost');
    if (request.method === 'POST') {
      let body = '';
      for await (const chunk of request) body += chunk;
      if (url.pathname === '/done') finish(decodeURIComponent(url.search.slice(1)));
      else reports.set(url.search.slice(1), JSON.parse(body.replaceAll(origin, 'https://shop.example')));
      response.end();
      return;
    }
    const text = answer(url, composed);
    response.writeHead(text === undefined ? 404 : 200, {
      'content-type': `${/js$/.test(url.pathname) ? 'text/javascript' : 'text/html'};charset=utf-8`,
    });
    response.end(text);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${server.address().port}`;
  const [binary, ...args] = engine.command(profile);
  const chromium = engine.runtime === 'chromium' ? [`--user-data-dir=${profile}/data`] : [];
  // a group of its own, so that what the browser starts ends with it
  const browser = spawn(binary, [...args, ...chromium, `${origin}/`], {
    detached: true,
    stdio: 'ignore',
    env: { ...process.env, HOME: profile },
  });
  const agent = await Promise.race([finished, new Promise(resolve => setTimeout(resolve, TIME, ''))]);
  try {
    process.kill(-browser.pid);
  } catch {}
  await once(browser, 'exit');
  server.closeAllConnections();
  server.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  const version = /(?:Firefox|Chrome|Version)\/([\d.]+)/.exec(agent)?.[1] ?? 'unknown';
  for (const { slug } of composed) if (!reports.has(slug)) console.error(`${engine.name} ${slug}: nothing`);
  return { version, reports };
}
