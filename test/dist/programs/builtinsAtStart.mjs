// Prints the modules of Node's that import and init load and a start has no use for.
const before = new Set(process.moduleLoadList);
const Vigil = await import('@vigil/node');
Vigil.init({ dsn: 'http://key@127.0.0.1:9/1' });
const UNUSED =
  /^NativeModule (?:https|http2|tls|zlib|crypto|v8|worker_threads|child_process|internal\/(?:mime|blocklist|util\/parse_args\/.*|deps\/undici\/undici))$/;
console.log(JSON.stringify({ unused: process.moduleLoadList.filter(name => !before.has(name) && UNUSED.test(name)) }));
