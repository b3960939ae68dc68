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
  {
    what: '`node:http`',
    on: ['Bun', 'Deno'],
    test: 'test/runtimes/nodePackage.test.ts',
    names: '1,000 concurrent requests of node:http',
  },
  {
    what: 'Fetch handlers',
    on: ['Bun', 'Deno', 'workerd'],
    test: 'test/runtimes/fetchPackage.test.ts',
    names: '1,000 concurrent requests: no user',
  },
  { what: 'Fetch handlers', on: nodes, test: 'packages/fetch/src/matrix.test.ts', names: 'testFailureMatrix' },
  { what: 'Hono', on: nodes, test: 'packages/fetch/src/matrix.test.ts', names: 'testFailureMatrix' },
  { what: 'Hono', on: ['Bun', 'Deno', 'workerd'], test: 'test/runtimes/honoEdge.test.ts', names: 'the example hono-edge' },
  { what: 'ESM, CommonJS, both at once', on: nodes, test: 'test/dist/dist.test.ts', names: 'in both formats' },
];

/** The table of the README; rows of the same name are one line of it. */
export function formatMatrix(rows: MatrixRow[]): string {
  const columns = [...new Set(rows.flatMap(({ on }) => on))];
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  const cell = (what: string, column: string) => rows.find(row => row.what === what && row.on.includes(column));
  return [
    line(['', ...columns]),
    `|${'---|'.repeat(columns.length + 1)}`,
    ...[...new Set(rows.map(({ what }) => what))].map(what => {
      const cells = columns.map(column => cell(what, column));
      return line([what, ...cells.map(each => (each ? `[tested](${each.test})` : ''))]);
    }),
  ].join('\n');
}
