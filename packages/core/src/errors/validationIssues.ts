import { isObject, peek } from '../base/guards';
import { listOf } from '../scope/copyOf';

/** What failed, and by which rule. Never the value that was given, nor a message that may quote it. */
export interface ValidationIssue {
  path: unknown[];
  rule: string;
}

const MAX_ISSUES = 1000;
const objectsIn = (value: unknown, key: string) =>
  listOf(peek(value, key) as object[])
    .slice(0, MAX_ISSUES)
    .filter(isObject);
const rule = (issue: object, key: string) => String(peek(issue, key) ?? 'unknown');

/** zod: a path of keys. Valibot: a path of objects that hold the key, and the input beside it. */
function issuesOfSchema(error: unknown): ValidationIssue[] {
  const name = String(peek(error, 'name'));
  if (!/^(\$?ZodError|ValiError)$/.test(name)) return [];
  return objectsIn(error, 'issues').map(issue => {
    const path = listOf(peek(issue, 'path') as unknown[]);
    return name === 'ValiError'
      ? { path: path.map(part => peek(part, 'key')), rule: rule(issue, 'type') }
      : { path, rule: rule(issue, 'code') };
  });
}

/** ajv: a JSON pointer (RFC 6901), the missing or excessive property apart; under `validation` where Fastify throws it. */
function issuesOfAjv(error: unknown): ValidationIssue[] {
  const issues = [...objectsIn(error, 'errors'), ...objectsIn(error, 'validation')];
  return issues.flatMap(issue => {
    const pointer = peek(issue, 'instancePath');
    if (typeof pointer !== 'string') return [];
    const params = peek(issue, 'params');
    const property = peek(params, 'missingProperty') ?? peek(params, 'additionalProperty');
    const path = pointer.split('/').slice(1);
    const keys = path.map(part => part.replace(/~1/g, '/').replace(/~0/g, '~'));
    return [{ path: property === undefined ? keys : [...keys, property], rule: rule(issue, 'keyword') }];
  });
}

/** class-validator: a list that is thrown as it is, nested by property. */
function issuesOfClass(errors: unknown[]): ValidationIssue[] {
  const left = errors.filter(isObject).map(each => ({ each, above: [] as unknown[] }));
  const issues: ValidationIssue[] = [];
  for (const { each, above } of left) {
    const property = peek(each, 'property');
    if (typeof property !== 'string') continue;
    const path = [...above, property];
    const constraints = peek(each, 'constraints');
    for (const name of isObject(constraints) ? Object.keys(constraints) : []) issues.push({ path, rule: name });
    // children may be a circle
    if (left.length < MAX_ISSUES) left.push(...objectsIn(each, 'children').map(child => ({ each: child, above: path })));
  }
  return issues;
}

/** The issues of an error of zod, valibot, ajv or class-validator; none of any other. */
export function validationIssues(error: unknown): ValidationIssue[] {
  if (Array.isArray(error)) return issuesOfClass(error.slice(0, MAX_ISSUES));
  return [...issuesOfSchema(error), ...issuesOfAjv(error)];
}
