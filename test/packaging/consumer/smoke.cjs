const { captureException, close, getClient, init } = require('@vigil/node');
const { createTestkit } = require('@vigil/testkit');
const Core = require('@vigil/core');

async function main() {
  const testkit = createTestkit();
  init({ ...testkit.options });
  const id = captureException(new Error('installed, CommonJS'));
  if (Core.getClient() !== getClient()) throw new Error('@vigil/core and @vigil/node do not share the client');
  const event = await testkit.waitForEvent('installed, CommonJS');
  if (event.event_id !== id) throw new Error('the event that arrived is another one');
  await close(1000);
  console.log('CommonJS works');
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
