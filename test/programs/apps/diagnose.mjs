// Verify the installation: says what is wrong and how to mend it, and sends one test event.
import * as Vigil from '@vigil/node';

Vigil.init({ spool: false, retry: false });
const diagnosis = await Vigil.diagnose({ testEvent: true });
console.log(String(diagnosis));
console.log(JSON.stringify(diagnosis));
