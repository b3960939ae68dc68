import http from 'node:http';
import { createRequire } from 'node:module';
import { expressTunnel } from '@vigil/express';
import { serveTunnel, testTunnel } from '../../../test/scenarios/tunnelMatrix';

interface Express {
  (): { use(...handlers: unknown[]): unknown } & http.RequestListener;
  raw(options?: object): unknown;
  text(options?: object): unknown;
  json(): unknown;
  urlencoded(options?: object): unknown;
}

const parsers: Record<string, (express: Express) => unknown[]> = {
  'no body parser': () => [],
  'json and urlencoded': express => [express.json(), express.urlencoded({ extended: true })],
  'a parser that makes bytes of everything': express => [express.raw({ type: () => true, limit: '10mb' })],
  'a parser that makes text of everything': express => [express.text({ type: () => true, limit: '10mb' })],
};

for (const version of [4, 5]) {
  const express: Express = createRequire(import.meta.url)(`express${version}`);
  for (const [name, make] of Object.entries(parsers)) {
    const parsed = make(express);
    testTunnel(
      `a tunnel on Express ${version} after ${name}`,
      async options => {
        const errors: unknown[] = [];
        const app = express();
        for (const parser of parsed) app.use(parser);
        app.use('/tunnel', expressTunnel(options));
        app.use((error: Error & { type?: string; status?: number }, _request: unknown, response: http.ServerResponse, _next: unknown) => {
          // those of the application's own parsers are its own affair
          if (!error.type) errors.push(error);
          response.writeHead(error.status ?? 500, { connection: 'close' }).end();
        });
        return serveTunnel(http.createServer(app), errors);
      },
      { parsed: name.includes('everything'), unpacked: name.includes('everything') },
    );
  }
}
