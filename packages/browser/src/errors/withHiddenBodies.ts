import { type Extension, type Holder, peek } from '@vigil/core';

/** The fields of an error are the context of its name, what is no error is an extra, a console keeps what it was given. */
const isOfError = ({ key, up }: Holder): boolean => /Error( \d+)?$|^(arguments|__serialized__)$/.test(`${key}`) || (!!up && isOfError(up));

/**
 * Bodies and queries that clients of HTTP (axios, ky, superagent, Angular's) hang on their errors do not leave, unless
 * `dataCollection.httpBodies` has `outgoingRequest` or, for answers, `incomingResponse`. Told by what stands beside them.
 */
export const withHiddenBodies: Extension = core => {
  const { stages, client, options } = core;

  const redactIn = (key: unknown, value: unknown, holder: Holder): unknown => {
    const isBody = value != null && /^(_?(data|body)|error|json|text|\w*params)$/i.test(`${key}`) && isOfError(holder);
    if (!isBody) return undefined;
    const has = (name: string) => peek(holder.from, name);
    const sent = has('headers') && 'outgoingRequest';
    const kind = has('response') || (sent && has('status')) ? 'incomingResponse' : sent;
    const lets: unknown[] = [options.dataCollection?.httpBodies].flat();
    return kind && !lets.includes(kind) ? '[Filtered]' : undefined;
  };

  // rules are made with the first capture
  core.stages = () => {
    if (client.scrubRules) client.scrubRules.redactIn = redactIn;
    return stages();
  };
};
