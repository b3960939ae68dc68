import { type Cell, items, runtimes } from './cellTypes';
import { type FaultName, faultNames } from './faults';

/** Seen on every runtime. */
const main: FaultName[] = [
  'nobody listens',
  'resets every connection',
  'resets, then 200',
  'never answers, then 200',
  'drips a body without an end',
  'cuts its answer off',
  'dies mid-request, then 200',
  'answers 301',
  'answers 413',
  'answers 429',
  'answers 500, then 200',
  'no such host',
];
/** Seen with every item. */
const forItems: FaultName[] = ['nobody listens', 'answers 400', 'answers 429', 'answers 500, then 200'];

/** Every fault with errors on Node 20, the main ones on every runtime, four with every kind of item. */
export const cells: Cell[] = [
  ...faultNames.map((fault): Cell => ({ fault, runtime: 'Node 20', item: 'error' })),
  ...runtimes.slice(1).flatMap(runtime => main.map((fault): Cell => ({ fault, runtime, item: 'error' }))),
  ...items.slice(1).flatMap(item => forItems.map((fault): Cell => ({ fault, runtime: 'Node 20', item }))),
];
