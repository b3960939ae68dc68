// The recorder's programs for browsers that somebody else drives.
import { engines } from './engines.mjs';
import { programsOf } from './programsOf.mjs';
import { answer } from './runBrowser.mjs';

/** The programs of one of the browsers above, and what the site has that runs them all from its first page. */
export function browserPrograms(name) {
  const programs = programsOf(engines.find(engine => engine.name === name));
  return { programs, answer: path => answer(new URL(path, 'http://localhost'), programs) };
}
