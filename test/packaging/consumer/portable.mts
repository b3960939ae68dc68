// Without DOM and without Node types: what a program for any runtime sees.
import * as Vigil from '@vigil/core';

const client: Vigil.Client = Vigil.createClient({ dsn: '', beforeSend: event => event });
const id: string = client.captureException(new Error('x'));
const outcome: Vigil.Outcome = await client.outcome(id);
Vigil.configureScope(scope => scope.setTag('a', 'b'));
const hub: Vigil.Hub = Vigil.getCurrentHub().clone();

export { hub, outcome };
