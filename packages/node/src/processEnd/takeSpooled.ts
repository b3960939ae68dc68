import fs from 'node:fs';
import { type Client, parseEnvelope, safely } from '@vigil/core';
import { rememberAge } from './spoolAges';
import { parseSpool } from './spoolFormat';
import { isUsableFolder, type SpoolFile, spoolFiles, spoolPlaceOf } from './spoolPlace';

/** The content, for the one process whose unlink succeeds: of several that start at once only one sends it. */
function claim({ file }: SpoolFile): Uint8Array | undefined {
  try {
    const data = fs.readFileSync(file);
    fs.unlinkSync(file);
    return data;
  } catch {
    return undefined;
  }
}

/**
 * Sends what earlier processes of this DSN could not. Too old: deleted unsent, and told in the client report. Broken or truncated: deleted. From here on it is in the queue, so
 * a process that ends before it was answered for hands it over again. Where nothing waits this is one look at the folder. Never throws.
 */
export function takeSpooled(client: Client): void {
  safely(() => {
    const place = spoolPlaceOf(client);
    if (!place || !isUsableFolder(place)) return;
    const oldest = Date.now() - place.maxAgeMs;
    for (const each of spoolFiles(place)) {
      const isOld = each.changed < oldest;
      if (isOld) client.debug(`spooled envelopes (${each.bytes} bytes) were too old, dropped`);
      const isWhole = each.file.endsWith('.spool');
      if (!isOld && !isWhole) continue;
      const data = claim(each);
      if (data && isWhole) replay(client, parseSpool(place.dsn, data), isOld ? Infinity : oldest);
    }
  });
}

function replay(client: Client, records: ReturnType<typeof parseSpool>, oldest: number): void {
  for (const { at, body } of records) {
    const envelope = parseEnvelope(body);
    const isOld = at < oldest;
    if (!envelope || isOld) client.debug('a spooled envelope was too old or broken, dropped');
    if (!envelope) continue;
    if (!isOld) rememberAge(body, at);
    client.replay(envelope, isOld ? 'cache_overflow' : undefined);
  }
}
