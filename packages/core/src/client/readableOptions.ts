import { copyOf } from '../scope/copyOf';
import { warnAnyway } from '../scope/warnAnyway';

/** The options as they can be read: of what is none, or throws when it is read, nothing, and a warning. */
export function readableOptions<O extends object>(given: O | undefined): Partial<O> {
  const options = given === undefined ? {} : copyOf(given);
  if (!options) warnAnyway('V007', 'options', 'read');
  return options ?? {};
}
