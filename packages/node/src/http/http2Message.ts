import type { IncomingHttpHeaders, ServerHttp2Stream } from 'node:http2';
import type { IncomingLike, ResponseLike } from '@vigil/core';

/** A stream of the core HTTP/2 API, seen as the request and the response it is. Reads when asked, keeps nothing. */
export class Http2Message implements IncomingLike, ResponseLike {
  constructor(
    private readonly stream: ServerHttp2Stream,
    readonly headers: IncomingHttpHeaders,
  ) {}

  get method(): string | undefined {
    return this.headers[':method'];
  }
  get url(): string | undefined {
    return this.headers[':path'];
  }
  get socket(): IncomingLike['socket'] {
    const { destroyed, session } = this.stream;
    const { remoteAddress } = session?.socket ?? {};
    return { destroyed, remoteAddress, encrypted: this.headers[':scheme'] === 'https' };
  }
  get headersSent(): boolean {
    return this.stream.headersSent;
  }
  get writableFinished(): boolean {
    return this.stream.writableFinished;
  }
  getHeader(name: string): unknown {
    return this.stream.sentHeaders?.[name];
  }
  get statusCode(): number {
    return Number(this.stream.sentHeaders?.[':status'] ?? 200);
  }
}
