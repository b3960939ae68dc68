/**
 * Whether this is a component of Vue: its proxy answers what no member of it says. Behind it stands the whole application, and whoever lists
 * its members is warned by Vue. What `markRaw` marks is data, and has the mark as a member.
 */
export function isVueComponent(value: object): boolean {
  return (value as { __v_skip?: unknown }).__v_skip === true && !('__v_skip' in value);
}
