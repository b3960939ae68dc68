// What core alone says of a misspelt option, in the module format named by the argument; the conditions are those of this process.
import { createRequire } from 'node:module';

const load = process.argv[2] === 'cjs' ? createRequire(import.meta.url) : specifier => import(specifier);
const core = await load('@vigil/core');
const said = [];
const client = core.init({ dsn: 'http://key@127.0.0.1:9/1', enviroment: 'x', logger: { warn: line => said.push(line) } });
const alone = core.createClient({ dsn: 'nonsense', logger: { warn: line => said.push(line) } });
const isCurrent = core.getClient() === client;
await Promise.all([core.close(), alone.close()]);
console.log(JSON.stringify({ said, isCurrent, names: Object.keys(core).filter(name => name !== 'default').length }));
