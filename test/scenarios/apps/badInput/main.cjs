// argv: kind of application (http, wrapped, express4, express5, fastify4, fastify5), SDK (with, without)
const [, , kind, sdk] = process.argv;
const Vigil = sdk === 'with' ? require('../packageOf.cjs')(kind.replace(/\d/, '')) : undefined;
Vigil?.init({ budget: false });

// an application that lives on: what nobody catches, the default would end it with
process.on('uncaughtException', () => {});
process.on('unhandledRejection', () => {});

const family = kind === 'wrapped' ? 'http' : kind.replace(/\d/, '');
require(`./${family}.cjs`)(kind, Vigil).then(url => console.log(`listening ${url}`));
process.stdin.resume().on('end', async () => {
  // whoever has left may still be served
  do await Vigil?.flush(20_000);
  while (Vigil?.getClient().stats().pending.error);
  if (Vigil) console.log(JSON.stringify(Vigil.getClient().stats()));
  process.exit();
});
