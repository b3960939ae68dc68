import * as Core from '@vigil/core';
import { captureException, close, getClient, init } from '@vigil/node';
import { createTestkit } from '@vigil/testkit';

const testkit = createTestkit();
init({ ...testkit.options });
const id = captureException(new Error('installed, ESM'));
if (Core.getClient() !== getClient()) throw new Error('@vigil/core and @vigil/node do not share the client');
const event = await testkit.waitForEvent('installed, ESM');
if (event.event_id !== id) throw new Error('the event that arrived is another one');
await close(1000);
console.log('ESM works');
