/** What the README says is tested, and by what. A row is one line here and the README's table made anew. */
export interface MatrixRow {
  what: string;
  /** The columns of the table are these, in the order in which they first appear. */
  on: string[];
  /** From the root of the repository. */
  test: string;
  /** Stands in the test: what makes it the test of this row. */
  names: string;
}

const nodes = ['Node 20', 'Node 22', 'Node 24', 'Node 26'];

export const matrix: MatrixRow[] = [
  { what: 'Express 4', on: nodes, test: 'packages/express/src/matrix.test.ts', names: "framework: 'Express'," },
  { what: 'Express 5', on: nodes, test: 'packages/express/src/matrix.test.ts', names: "framework: 'Express'," },
  { what: 'Fastify 4', on: nodes, test: 'packages/fastify/src/matrix.test.ts', names: "framework: 'Fastify'," },
  { what: 'Fastify 5', on: nodes, test: 'packages/fastify/src/matrix.test.ts', names: "framework: 'Fastify'," },
  { what: '`node:http`', on: nodes, test: 'packages/node/src/http/requestErrors.test.ts', names: 'http.createServer' },
  { what: '`node:http2`', on: nodes, test: 'packages/node/src/http/http2Incoming.test.ts', names: 'http2' },
  { what: 'ESM, CommonJS, both at once', on: nodes, test: 'test/dist/dist.test.ts', names: 'in both formats' },
];

/** The table of the README. */
export function formatMatrix(rows: MatrixRow[]): string {
  const columns = [...new Set(rows.flatMap(({ on }) => on))];
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(['', ...columns]),
    `|${'---|'.repeat(columns.length + 1)}`,
    ...rows.map(({ what, on, test }) => line([what, ...columns.map(column => (on.includes(column) ? `[tested](${test})` : ''))])),
  ].join('\n');
}
