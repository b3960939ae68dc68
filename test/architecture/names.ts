import type { Sources, Violation } from './sources';

const NAMED_FOR_NOTHING = /^(utils?|helpers?|common|misc)$/i;

/** A name says what lives there. */
export function checkNames(sources: Sources): Violation[] {
  return Object.keys(sources).flatMap(path => {
    const bad = path.split('/').find(segment => NAMED_FOR_NOTHING.test(segment.replace(/\..*$/, '')));
    return bad === undefined ? [] : [{ path, line: 1, message: `named for nothing: ${bad}` }];
  });
}
