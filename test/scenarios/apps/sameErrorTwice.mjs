// An error boundary reports an error and throws it on; the global handler sees it again.
import * as Vigil from '@vigil/node';

Vigil.init();

function boundary(work) {
  try {
    work();
  } catch (error) {
    const first = Vigil.captureException(error);
    console.log(JSON.stringify({ first, second: Vigil.captureException(error), last: Vigil.lastEventId() }));
    throw error;
  }
}
const fail = () =>
  boundary(() => {
    throw new TypeError('seen twice');
  });
if (process.argv[2] === 'rejection') Promise.resolve().then(fail);
else fail();
