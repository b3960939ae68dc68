import { isObject } from '../base/guards';
import type { Json } from '../safe/json';

/** A value with its type (protocol 3.4). */
export interface TypedAttribute {
  value: string | number | boolean | Array<string | number | boolean>;
  type: 'string' | 'boolean' | 'integer' | 'double' | 'array';
  unit?: string;
}

/** The `value` and `type` of a typed attribute, as the text of its JSON. */
function formatTyped(value: Json): string {
  if (typeof value === 'string') return `"value":${JSON.stringify(value)},"type":"string"`;
  if (typeof value === 'boolean') return `"value":${value},"type":"boolean"`;
  if (typeof value === 'number') return `"value":${value},"type":"${Number.isSafeInteger(value) ? 'integer' : 'double'}"`;
  const json = JSON.stringify(value);
  // servers take lists of one type alone
  return isUniform(value) ? `"value":${json},"type":"array"` : formatTyped(json);
}

function isUniform(value: Json): boolean {
  if (!Array.isArray(value)) return false;
  const [first] = value;
  return first !== undefined && first !== null && typeof first !== 'object' && value.every(each => typeof each === typeof first);
}

/** `{ value, unit }`, by which an attribute says its unit. */
function hasUnit(value: Json): value is { value: Json; unit: string } {
  return (
    isObject(value) && !Array.isArray(value) && 'value' in value && typeof value['unit'] === 'string' && Object.keys(value).length === 2
  );
}

/**
 * One attribute as logs and metrics carry it, as a member of their JSON. What JSON can say and a server has no type for goes as its JSON text.
 * Written at once: as objects they cost more than all else of a line.
 */
export function formatAttribute(key: string, value: Json): string {
  const typed = hasUnit(value) ? `${formatTyped(value.value)},"unit":${JSON.stringify(value.unit)}` : formatTyped(value);
  return `${JSON.stringify(key)}:{${typed}}`;
}
