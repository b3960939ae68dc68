// Prints the event's id and how it ended.
import * as Vigil from '@vigil/node';

Vigil.init();
const id = Vigil.captureException(new Error('the server is ill'));
console.log(JSON.stringify({ id, outcome: await Vigil.outcome(id) }));
