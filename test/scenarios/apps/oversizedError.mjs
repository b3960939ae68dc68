import * as Vigil from '@vigil/node';

class ReportError extends Error {
  name = 'ReportError';
}
const level = depth => ({
  depth,
  rows: Array.from({ length: 3 }, (_, n) => `row ${n} ${'r'.repeat(300)}`),
  ...(depth < 10 && { next: level(depth + 1) }),
});
Vigil.init();
const error = new ReportError(`too long: ${'0123456789'.repeat(500_000)}`);
error.code = 'E_REPORT';
error.payload = level(1);
error.lines = Array.from({ length: 5_000 }, (_, n) => ({ n, text: 't'.repeat(100) }));
const id = Vigil.captureException(error);
console.log(JSON.stringify(await Vigil.outcome(id)));
