import type { Envelope, EnvelopeItem } from '@vigil/core';

/** The envelopes that Spotlight decoded, in the order it took them in, from its event stream; ends when `isLast` is met. */
export async function readStream(port: number, isLast: (item: EnvelopeItem) => boolean): Promise<Envelope[]> {
  const response = await fetch(`http://127.0.0.1:${port}/stream?client=interop`);
  const envelopes: Envelope[] = [];
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    const lines = text.split('\n');
    text = lines.pop() ?? '';
    for (const line of lines) {
      if (!line.startsWith('data: ')) continue;
      const envelope = JSON.parse(line.slice('data: '.length)) as Envelope;
      envelopes.push(envelope);
      if (envelope[1].some(isLast)) return envelopes;
    }
  }
  return envelopes;
}
