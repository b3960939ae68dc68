import { formatDsn } from '../wire/dsn';
import { eventEnvelope } from '../wire/envelope';
import type { Envelope, EnvelopeItem } from '../wire/envelopeTypes';
import type { Client } from './clientTypes';

/** An item in an envelope of its own: one that a server cannot read must not take an event with it. */
export function ownEnvelope(client: Client, item: EnvelopeItem, trace?: Record<string, string>): Envelope {
  const dsn = client.getOptions().tunnel ? client.getDsn() : undefined;
  const { name, version } = client.sdk;
  const [headers] = eventEnvelope({}, { dsn: dsn && formatDsn(dsn), sdk: { name, version }, trace, sentAt: '' });
  return [headers, [item]];
}
