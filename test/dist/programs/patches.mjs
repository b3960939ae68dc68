// A module that does what a package of ours never may: it proves that sideEffects.mjs would see it.
import http from 'node:http';

const { fetch } = globalThis;
globalThis.fetch = (...args) => fetch(...args);
globalThis.leaked = 1;
const { log } = console;
console.log = text => log(text);
const { request } = http;
http.request = (...args) => request(...args);
process.on('exit', () => {});
