import { asynchronous } from './asynchronous.mjs';
import { calls } from './calls.mjs';
import { evaluated } from './evaluated.mjs';
import { hermes } from './hermes.mjs';
import { messages } from './messages.mjs';
import { names } from './names.mjs';
import { pages } from './pages.mjs';
import { places } from './places.mjs';
import { windows } from './windows.mjs';

const groups = { calls, asynchronous, evaluated, messages, names, places, pages, windows, hermes };
const all = Object.entries(groups).flatMap(([group, programs]) => programs.map(program => ({ group, ...program })));

/** The programs that `engine` can run. */
export function programsFor(engine) {
  const named = list => list?.some(key => [engine.name, engine.runtime, engine.family].includes(key));
  return all.filter(({ slug, only, not }) => (!only || named(only)) && !named(not) && !engine.without?.includes(slug));
}
