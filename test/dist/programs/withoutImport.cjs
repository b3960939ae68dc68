// CommonJS as Jest runs it: in scripts that may not `import()`.
const Module = require('node:module');
const { dirname } = require('node:path');
const { runInThisContext } = require('node:vm');

Module.prototype._compile = function compile(code, filename) {
  const wrapped = runInThisContext(Module.wrap(code), { filename });
  wrapped.call(this.exports, this.exports, id => this.require(id), this, filename, dirname(filename));
};

const { createClient } = require('@vigil/node');
const { startIngest } = require('@vigil/testkit');

(async () => {
  const ingest = await startIngest();
  const client = createClient({ dsn: ingest.dsn, includeServerName: false });
  client.captureMessage('as in Jest');
  const { message } = await ingest.waitForEvent('as in Jest');
  await client.close();
  await ingest.close();
  console.log(JSON.stringify({ message }));
})();
