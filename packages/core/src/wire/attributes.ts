import { isObject } from '../base/guards';
import type { Json } from '../safe/json';

/** A value with its type (protocol 3.4). */
export interface TypedAttribute {
  value: string | number | boolean | Array<string | number | boolean>;
  type: 'string' | 'boolean' | 'integer' | 'double' | 'array';
  unit?: string;
}

function typed(value: Json): TypedAttribute {
  if (typeof value === 'string') return { value, type: 'string' };
  if (typeof value === 'boolean') return { value, type: 'boolean' };
  if (typeof value === 'number') return { value, type: Number.isSafeInteger(value) ? 'integer' : 'double' };
  // servers take lists of one type alone
  if (Array.isArray(value) && isUniform(value)) return { value, type: 'array' };
  return { value: JSON.stringify(value), type: 'string' };
}

function isUniform(list: Json[]): list is string[] | number[] | boolean[] {
  const [first] = list;
  return first !== undefined && first !== null && typeof first !== 'object' && list.every(each => typeof each === typeof first);
}

/** `{ value, unit }`, by which an attribute says its unit. */
function hasUnit(value: Json): value is { value: Json; unit: string } {
  return (
    isObject(value) && !Array.isArray(value) && 'value' in value && typeof value['unit'] === 'string' && Object.keys(value).length === 2
  );
}

/** One attribute as logs and metrics carry it. What JSON can say and a server has no type for goes as its JSON text. */
export function addTyped(attributes: Record<string, TypedAttribute>, key: string, value: Json | undefined): void {
  if (value === undefined) return;
  attributes[key] = hasUnit(value) ? { ...typed(value.value), unit: value.unit } : typed(value);
}
