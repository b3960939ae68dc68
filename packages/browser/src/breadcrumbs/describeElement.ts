import { peek } from '@vigil/core';

export interface DescribeOptions {
  /** Attributes that say better than id and classes which element it is: `data-testid`. The first names count first. */
  serializeAttribute?: string | string[] | undefined;
  /** Of a description, in characters. Default 80, at most 1,024. */
  maxStringLength?: number | undefined;
}
/** An element, and whatever has taken the name of one of its fields: in a form any input may. */
type Node = { localName?: unknown; parentElement?: unknown; parentNode?: unknown };

const MAX_STEPS = 5;
const SEPARATOR = ' > ';

/** What a breadcrumb says of an element. */
export interface Description {
  /** `form#login > button.primary[type="submit"]`, of up to five ancestors what fits; `<unknown>` for what is no element. */
  path: string;
  /** The component it stands in, where a build tool has written its name there. */
  component: string | undefined;
}

/**
 * Which element it is, with its ancestors, out of shadow trees too. A component (`data-sentry-component`, `data-sentry-element`) goes by its
 * name. Never a value, never a text, nor a label, which is one. In one pass and without lists: it is done at each click.
 */
export function describeElement(element: unknown, { serializeAttribute = [], maxStringLength = 80 }: DescribeOptions = {}): Description {
  const keys = typeof serializeAttribute === 'string' ? [serializeAttribute] : serializeAttribute;
  const max = Math.min(maxStringLength, 1024);
  let path = '';
  let component = '';
  let isWhole = false;
  let node = element;
  for (let step = 0; step < MAX_STEPS && node instanceof Element; step++) {
    const hasAny = Element.prototype.hasAttributes.call(node);
    const name = hasAny && (attribute(node, 'data-sentry-component') || attribute(node, 'data-sentry-element'));
    component ||= name || '';
    if (!isWhole) {
      const own = name || tagOf(node) + (hasAny ? attributesOf(node, keys) : '');
      const longer = path ? own + SEPARATOR + path : own;
      isWhole = own === 'html' || (path !== '' && longer.length > max);
      if (!isWhole) path = longer;
    }
    const { parentElement }: Node = node;
    node = parentElement ?? peek((node as Node).parentNode, 'host');
  }
  return { path: path.slice(0, max) || '<unknown>', component: component || undefined };
}

/** Empty where it has none. In a form any input may have taken the name of its methods. */
function attribute(node: Node, name: string): string {
  return Element.prototype.getAttribute.call(node as Element, name) ?? '';
}

function tagOf({ localName }: Node): string {
  return `${localName}`.toLowerCase();
}

function written(node: Node, name: string): string {
  const value = attribute(node, name);
  return value && `[${name}="${value}"]`;
}

function attributesOf(node: Node, keys: string[]): string {
  let own = keys.map(key => written(node, key)).join('');
  if (!own) {
    const id = attribute(node, 'id');
    const classes = attribute(node, 'class').trim();
    if (id) own = `#${id}`;
    if (classes) own += `.${classes.replace(/\s+/g, '.')}`;
  }
  return own + written(node, 'type') + written(node, 'name');
}
