// One cell a request, on workerd.
import * as sdk from '@vigil/fetch';
import { runCell } from './runCell.mjs';

const uncaught = [];
addEventListener('unhandledrejection', ({ reason }) => uncaught.push(`rejected: ${reason}`));

export default {
  fetch: async request => Response.json({ report: await runCell(sdk, await request.json()), uncaught: uncaught.splice(0) }),
};
