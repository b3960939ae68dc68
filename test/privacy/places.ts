import type { Event } from '@vigil/node';

// Where a text, or a key with its value, can stand in what leaves. A new place is a new line.

const frames = (frame: object) => ({ exception: { values: [{ type: 'Error', value: 'v', stacktrace: { frames: [frame] } }] } });
const trace = (data: Record<string, unknown>) => ({ contexts: { trace: { trace_id: 'a'.repeat(32), span_id: 'b'.repeat(16), data } } });

export const TEXT_PLACES: Record<string, (text: string) => Event> = {
  message: message => ({ message }),
  'exception value': value => ({ exception: { values: [{ type: 'Error', value }] } }),
  'breadcrumb message': message => ({ breadcrumbs: [{ message }] }),
  'arguments of a console breadcrumb': text => ({ breadcrumbs: [{ category: 'console', data: { arguments: ['said', text, { text }] } }] }),
  extra: text => ({ extra: { a: { b: [{ c: text }] } } }),
  contexts: text => ({ contexts: { state: { text } } }),
  'data of the trace': text => trace({ text }),
  tags: text => ({ tags: { text } }),
  'a field of the user': text => ({ user: { id: 1, note: text } }),
  'request body': data => ({ request: { data } }),
  'field of a request body': text => ({ request: { data: { list: [{ text }] } } }),
  'request header': text => ({ request: { headers: { 'x-note': text } } }),
  'headers in pairs': text => ({ request: { headers: [['x-note', text]] as never } }),
  'local variable': text => frames({ vars: { local: text, list: [text] } }),
  'source line': text => frames({ context_line: text, pre_context: [text] }),
  'Map, Set and error': text => ({
    extra: { map: new Map([['k', text]]), set: new Set([text]), error: Object.assign(new Error(text), { text }) },
  }),
  toJSON: text => ({ extra: { a: { toJSON: () => ({ text }) } } }),
  logentry: text => ({ logentry: { message: text, params: [text] } }) as Event,
  'transaction name': transaction => ({ transaction }),
  fingerprint: text => ({ fingerprint: ['{{ default }}', text] }),
  'JSON in a text': text => ({ extra: { json: JSON.stringify({ deep: JSON.stringify({ text }) }) } }),
  'lines of a text': text => ({ message: `first line\n${text}\nlast line` }),
  span: text => ({ type: 'transaction', transaction: 't', spans: [{ op: 'x', description: text, data: { text } }] }) as never,
};

export const KEY_PLACES: Record<string, (key: string, value: string) => Event> = {
  extra: (key, value) => ({ extra: { a: [{ [key]: value }] } }),
  contexts: (key, value) => ({ contexts: { state: { [key]: { inner: value } } } }),
  tags: (key, value) => ({ tags: { [key]: value } }),
  'breadcrumb data': (key, value) => ({ breadcrumbs: [{ data: { [key]: value } }] }),
  'request body': (key, value) => ({ request: { data: { form: { [key]: [value] } } } }),
  'request header': (key, value) => ({ request: { headers: { [key]: value } } }),
  'headers in pairs': (key, value) => ({ request: { headers: [[key, value]] as never } }),
  'raw headers': (key, value) => ({ extra: { rawHeaders: ['Host', 'a.example', key, value] } }),
  'arguments of a process': (key, value) => ({ extra: { argv: ['node', `--${key.replace(/[[\]]/g, '')}`, value] } }),
  'local variable': (key, value) => frames({ vars: { [key]: value } }),
  Map: (key, value) => ({ extra: { map: new Map([[key, value]]) } }),
  'own field of an error': (key, value) => ({ extra: { error: Object.assign(new Error('e'), { config: { [key]: value } }) } }),
  'data of the trace': (key, value) => trace({ [key]: value }),
  'a field of the user': (key, value) => ({ user: { id: 1, [key]: value } }),
  'JSON in JSON in a text': (key, value) => ({ message: JSON.stringify({ body: JSON.stringify({ [key]: value }) }) }),
  'query of a URL': (key, value) => ({ request: { url: `https://a.example/p?${key}=${value}`, query_string: `a=1&${key}=${value}` } }),
  form: (key, value) => ({ request: { data: `a=1&${key}=${value}` } }),
  cookies: (key, value) => ({ request: { cookies: { [key]: value } } }) as Event,
  span: (key, value) => ({ type: 'transaction', transaction: 't', spans: [{ op: 'x', data: { [key]: value } }] }) as never,
};
