import { type Client, safely } from '@vigil/core';
import { listen } from '../owners/listen';
import { stopAll } from '../owners/stopAll';
import { watchPage } from '../owners/watchPage';
import { addCrumb } from './addCrumb';
import { componentName, type DescribeOptions, describeElement } from './describeElement';

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
      const component = componentName(target);
      addCrumb(
        owner,
        'dom',
        {
          category: `ui.${name}`,
          message: describeElement(target, options),
          ...(component && { data: { 'ui.component_name': component } }),
        },
        { event, name, global: true },
      );
    },
    install,
  );
}

function install(tell: (input: Input, files: () => []) => void): () => void {
  // as a weak key: an element that has left the page must not stay for us
  let last = new WeakMap<object, string>();
  let lastAt = 0;
  const look = (event: Event) => {
    const target = event.composedPath()[0];
    const { timeStamp, type } = event;
    if (!(target instanceof Element) || (type !== 'click' && !isField(target))) return;
    const isRepeat = last.get(target) === type && timeStamp - lastAt < REPEAT_MS;
    lastAt = timeStamp;
    if (isRepeat) return;
    last = new WeakMap([[target, type]]);
    tell({ event, target }, () => []);
  };
  const heed = (event: Event) => void safely(() => look(event));
  return stopAll(['click', 'keypress'].map(type => listen(globalThis.document, type, heed, true)));
}

function isField(element: Element): boolean {
  return /^(?:input|textarea)$/i.test(element.tagName) || (element as HTMLElement).isContentEditable;
}
