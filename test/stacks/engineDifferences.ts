import type { EngineDifference } from './compareEngines';

/** Programs whose frames the three browser engines print unlike each other, and why: nothing that a parser could mend. */
export const engineDifferences: Array<{ difference: EngineDifference; why: string; programs: string[] }> = [
  {
    difference: 'lines',
    why: 'V8 alone tells who awaits',
    programs: ['async', 'async-method', 'async-arrow', 'promise-all', 'promise-any'],
  },
  {
    difference: 'lines',
    why: 'JavaScriptCore says no place for code that was made at run time',
    programs: ['eval', 'eval-in-eval', 'eval-function', 'eval-indirect', 'new-function', 'source-url', 'source-url-webpack'],
  },
  {
    difference: 'lines',
    why: 'V8 and JavaScriptCore number the functions of WebAssembly, Gecko says where the module was compiled',
    programs: ['wasm', 'wasm-import'],
  },
  { difference: 'lines', why: 'Gecko shows a constructor that the class does not write', programs: ['named'] },
  { difference: 'lines', why: 'each engine shows another number of the frames of a full stack', programs: ['stack-overflow'] },
  { difference: 'lines', why: 'JavaScriptCore leaves query and hash of a module away', programs: ['query'] },
  {
    difference: 'names',
    why: 'JavaScriptCore knows no name that is computed or that a function got by being assigned to a property',
    programs: [
      'assigned-function',
      'name-space',
      'name-brackets',
      'name-unicode',
      'name-dollar',
      'name-async',
      'name-dots',
      'name-symbol',
      'name-none',
      'name-keyword',
    ],
  },
  { difference: 'columns', why: 'of a property V8 points at its name, Gecko at the object', programs: ['getter', 'native-null'] },
  {
    difference: 'columns',
    why: 'of a native function V8 points at its name, Gecko at the bracket',
    programs: ['coercion', 'dom-exception'],
  },
  { difference: 'columns', why: 'a class or a loop has no call to point at', programs: ['static-block', 'async-generator'] },
  { difference: 'columns', why: 'V8 counts from the start of the line, Gecko from the start of the attribute', programs: ['handler'] },
];

/** What `compareEngines` must say of a program. */
export function knownDifferences(program: string): EngineDifference[] {
  return engineDifferences.filter(({ programs }) => programs.includes(program)).map(({ difference }) => difference);
}
