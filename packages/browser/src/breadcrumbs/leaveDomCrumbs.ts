import { type Breadcrumb, type Client, peek, safely, stopAll } from '@vigil/core';
import { listen } from '../owners/listen';
import { watchPage } from '../owners/watchPage';
import { addCrumb } from './addCrumb';
import { type DescribeOptions, describeElement } from './describeElement';

interface Input {
  event: Event;
  target: Element;
}

/** Events of one kind on one element that follow each other within this time are one, in milliseconds. */
const REPEAT_MS = 1000;

/** A breadcrumb of each click, and of the first key typed into a field. */
export function leaveDomCrumbs(client: Client, options: DescribeOptions): () => void {
  return watchPage<Input>(
    'dom',
    client,
    ({ event, target }, owner) => {
      const name = event.type === 'click' ? 'click' : 'input';
      const make = (): Breadcrumb => {
        const { path, component } = describeElement(target, options);
        const crumb: Breadcrumb = { category: `ui.${name}`, message: path };
        if (component) crumb.data = { 'ui.component_name': component };
        return crumb;
      };
      addCrumb(owner, 'dom', make, { event, name, global: true });
    },
    install,
  );
}

function install(tell: (input: Input, files: () => []) => void): () => void {
  // as a weak key: an element that has left the page must not stay for us
  const seen = new WeakMap<object, number>();
  let count = 0;
  let lastType = '';
  let lastAt = 0;
  const look = (event: Event) => {
    const { timeStamp, type } = event;
    // within a shadow tree it is the path that tells, which is a list of all around it
    const target = peek(event.target, 'shadowRoot') ? event.composedPath()[0] : event.target;
    if (!(target instanceof Element) || (type !== 'click' && !isField(target))) return;
    // the same as the last of all
    const isRepeat = seen.get(target) === count && type === lastType && timeStamp - lastAt < REPEAT_MS;
    lastAt = timeStamp;
    if (isRepeat) return;
    lastType = type;
    seen.set(target, ++count);
    tell({ event, target }, () => []);
  };
  const heed = (event: Event) => void safely(() => look(event));
  return stopAll(['click', 'keypress'].map(type => listen(globalThis.document, type, heed, true)));
}

function isField(element: Element): boolean {
  return /^(?:input|textarea)$/i.test(element.tagName) || (element as HTMLElement).isContentEditable;
}
