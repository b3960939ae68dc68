import { carrier } from '../base/carrier';
import { wrapMethod } from '../base/wrap';
import { faultOf } from '../transport/faultOf';
import { nameOfDsn } from '../wire/dsn';
import type { Client } from './clientTypes';
import type { Extension } from './platform';

/**
 * With `debug`: says of a capture that is no new event which one it is, and why no answer came. Every other capture ends in an outcome,
 * which has its line.
 */
export const withDebug: Extension = ({ client, options, transport }) => {
  if (!options.debug) return;
  if (transport)
    wrapMethod(transport, 'send', send => async envelope => {
      try {
        return await send.call(transport, envelope);
      } catch (error) {
        client.debug(`no answer: ${faultOf(error)}`);
        throw error;
      }
    });
  const { capture } = client;
  client.capture = input => {
    const known = input.isError ? client.eventIdOf(input.error) : undefined;
    const id = capture(input);
    if (id === known) client.debug(`error ${id} was captured before: the first decision stands`);
    return id;
  };
};

/** With `debug`: one line of what is on, once everything is. */
export function sayWhatIsOn(client: Client): void {
  client.extend(({ options, integrations }) => {
    if (!options.debug) return;
    const { enabled, environment, release, tunnel } = options;
    const dsn = client.getDsn();
    const why = enabled === false ? 'enabled: false' : dsn ? 'no transport' : 'no usable DSN';
    const parts = [
      `${client.sdk.name} ${client.sdk.version} is ${client.isEnabled() ? 'on' : `off (${why})`}`,
      dsn && `dsn ${nameOfDsn(dsn)}`,
      tunnel && `tunnel ${tunnel}`,
      `release ${release ?? 'none'}`,
      `environment ${environment}`,
      `context ${carrier().port ? 'asynchronous' : 'synchronous'}`,
      `integrations ${[...integrations.keys()].join(' ') || 'none'}`,
    ];
    client.debug(parts.filter(Boolean).join(', '));
  });
}
