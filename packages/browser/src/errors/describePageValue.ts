import { type Exception, peek } from '@vigil/core';
import { classOf } from '../owners/classOf';
import { titleFrom } from './titleFrom';

export interface PageValue {
  title: Exception;
  /** What of it can be read, for `extra.__serialized__`. */
  summary: unknown;
}

/** `img#logo.big`, `#document`, `XMLHttpRequest`. */
function nameOf(target: unknown): string | undefined {
  const node = peek(target, 'nodeName');
  if (typeof node !== 'string') return target ? classOf(target) : undefined;
  const id = peek(target, 'id');
  const classes = peek(target, 'className');
  const parts = [
    node.toLowerCase(),
    typeof id === 'string' && id && `#${id}`,
    typeof classes === 'string' && classes.trim().replace(/^|\s+/g, '.'),
  ];
  return parts
    .filter(part => part && part !== '.')
    .join('')
    .slice(0, 200);
}

function describeEvent(event: unknown, className: string): PageValue {
  const type = peek(event, 'type');
  const target = nameOf(peek(event, 'target'));
  const current = nameOf(peek(event, 'currentTarget'));
  const message = peek(event, 'message');
  return {
    title:
      typeof message === 'string' && message
        ? titleFrom(message)
        : { type: className, value: `${className} \`${type}\` captured as exception${target ? ` (target: ${target})` : ''}` },
    summary: { type, target, currentTarget: current, isTrusted: peek(event, 'isTrusted'), detail: peek(event, 'detail'), message },
  };
}

/** A DOM event, a node or a wasm exception as people read it; undefined for anything else. May throw on what is hostile. */
export function describePageValue(value: unknown): PageValue | undefined {
  if (Object(value) !== value) return undefined;
  const className = classOf(value);
  if (/Event$/.test(className) && typeof peek(value, 'type') === 'string') return describeEvent(value, className);
  if (className === 'WebAssembly.Exception') {
    // Emscripten puts type and message there
    const parts = peek(value, 'message');
    const [type, text] = Array.isArray(parts) ? parts : [];
    return { title: { type: `${type ?? className}`, value: `${text ?? 'wasm exception'}` }, summary: undefined };
  }
  if (typeof peek(value, 'nodeType') !== 'number') return undefined;
  const name = nameOf(value);
  return { title: { type: className, value: `${className} captured as exception: ${name}` }, summary: { node: name } };
}
