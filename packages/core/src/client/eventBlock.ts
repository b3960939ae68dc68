import { lastOf } from '../base/lists';
import { exceptionsOf, framesOf } from '../scope/exceptionsOf';
import type { Event } from '../wire/event';

const FRAMES = 3;

/** Nearest the throw first; those of the application, where it has any. */
function placesOf(event: Event): string[] {
  const frames = framesOf(lastOf(exceptionsOf(event))).reverse();
  const own = frames.filter(({ in_app }) => in_app);
  const shown = (own.length ? own : frames).slice(0, FRAMES);
  return shown.map(({ function: name, filename, lineno, colno }) => {
    const place = [filename, lineno, colno].filter(part => part !== undefined).join(':');
    return `  at ${name ? `${name} (${place})` : place}`;
  });
}

function detailsOf({ level, request, user, tags, breadcrumbs }: Event): string {
  const who = user && (user.id ?? user.email ?? user.username);
  const crumbs = breadcrumbs?.length;
  return [
    level,
    request?.url && `${request.method ?? 'GET'} ${request.url}`,
    who !== undefined && `user ${who}`,
    ...Object.entries(tags ?? {}).map(([name, value]) => `${name}=${String(value)}`),
    crumbs && `${crumbs} breadcrumb${crumbs > 1 ? 's' : ''}`,
  ]
    .filter(Boolean)
    .join(', ');
}

export function titleOf({ exception, message, logentry }: Event): string {
  const { type, value } = lastOf(exception?.values) ?? {};
  return [type, value].filter(Boolean).join(': ') || message || logentry?.message || '(no message)';
}

/** An event in a few lines, for people at a terminal: what, where, whose. */
export function eventBlock(event: Event): string {
  return [titleOf(event), ...placesOf(event), `  ${detailsOf(event)}`].join('\n');
}
