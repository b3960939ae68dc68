export interface DescribeOptions {
  /** Attributes that say better than id and classes which element it is: `data-testid`. The first names count first. */
  serializeAttribute?: string | string[] | undefined;
  /** Of a description, in characters. Default 80, at most 1,024. */
  maxStringLength?: number | undefined;
}
/** An element, and whatever has taken the name of one of its fields: in a form any input may. */
type Node = { tagName?: unknown; parentElement?: unknown; parentNode?: unknown };

const MAX_STEPS = 5;
const SEPARATOR = ' > ';

const attribute = (node: Node, name: string): string | null => Element.prototype.getAttribute.call(node as Element, name);
const componentOf = (node: Node): string | null => attribute(node, 'data-sentry-component') || attribute(node, 'data-sentry-element');

/** From an element outwards, out of shadow trees too. */
function* ancestry(element: unknown): Generator<Node> {
  let node = element;
  for (let step = 0; step < MAX_STEPS && node instanceof Element; step++) {
    yield node;
    const { parentElement, parentNode }: Node = node;
    node = parentElement ?? (parentNode as Partial<ShadowRoot> | null)?.host;
  }
}

/**
 * Which element it is: `form#login > button.primary[type="submit"]`, of up to five ancestors what fits. A component (`data-sentry-component`,
 * `data-sentry-element`) goes by its name. Never a value, never a text, nor a label, which is one.
 */
export function describeElement(element: unknown, { serializeAttribute = [], maxStringLength: max = 80 }: DescribeOptions = {}): string {
  let path = '';
  for (const node of ancestry(element)) {
    const step = componentOf(node) ?? stepOf(node, [serializeAttribute].flat());
    const longer = path ? step + SEPARATOR + path : step;
    if (step === 'html' || (path && longer.length > Math.min(max, 1024))) break;
    path = longer;
  }
  return path.slice(0, Math.min(max, 1024)) || '<unknown>';
}

/** The name of the component it stands in, where a build tool has written it there. */
export function componentName(element: unknown): string | undefined {
  for (const node of ancestry(element)) {
    const name = componentOf(node);
    if (name) return name;
  }
  return undefined;
}

function stepOf(node: Node, keys: string[]): string {
  const written = (name: string) => {
    const value = attribute(node, name);
    return value ? `[${name}="${value}"]` : '';
  };
  const id = attribute(node, 'id');
  const classes = attribute(node, 'class')?.split(/\s+/).filter(Boolean) ?? [];
  const own = keys.map(written).join('') || (id ? `#${id}` : '') + classes.map(name => `.${name}`).join('');
  return String(node.tagName).toLowerCase() + own + written('type') + written('name');
}
