import { nodeTunnel, type TunnelOptions } from '@vigil/node';

/**
 * `app.use('/tunnel', expressTunnel({ dsns }))`: passes envelopes of pages with `tunnel: '/tunnel'` on to their servers, see `createTunnel`.
 * Any body parser may stand before it that leaves other types alone, or makes text or bytes of them. It answers every request itself: no
 * error of it reaches the application's handlers.
 */
export function expressTunnel(options: TunnelOptions): (request: unknown, response: unknown, next?: unknown) => void {
  const handle = nodeTunnel(options);
  return (request, response) => void handle(request as never, response as never);
}
