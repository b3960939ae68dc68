// A consumer's project, compiled against the installed tarballs by the oldest and the newest TypeScript we promise, nothing skipped.
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { entries } from '../../scripts/entries.mjs';
import { nodeRuns } from '../../scripts/nodeRuns.mjs';
import { root } from '../../scripts/ready.mjs';
import { installTarballs } from './tarballs.mjs';

const COMPILERS = ['5.0', '5.9', '7.0'];
const PROJECTS = [
  {
    name: 'ESM, no types of any platform',
    file: 'portable.mts',
    options: { module: 'NodeNext', moduleResolution: 'NodeNext', lib: ['ES2022'] },
  },
  {
    name: 'ESM, types of the browser',
    file: 'portable.mts',
    options: { module: 'NodeNext', moduleResolution: 'NodeNext', lib: ['ES2022', 'DOM'] },
  },
  { name: 'ESM', file: 'consumer.mts', options: { module: 'NodeNext', moduleResolution: 'NodeNext', lib: ['ES2022'], types: ['node'] } },
  { name: 'CommonJS', file: 'consumer.cts', options: { module: 'Node16', moduleResolution: 'Node16', lib: ['ES2022'], types: ['node'] } },
  {
    name: 'beside the types of frameworks',
    file: 'frameworks.mts',
    // theirs need not be right for every compiler
    options: { module: 'NodeNext', moduleResolution: 'NodeNext', lib: ['ES2022'], types: ['node'], skipLibCheck: true },
  },
  { name: 'bundler', file: 'consumer.mts', options: { module: 'ESNext', moduleResolution: 'bundler', lib: ['ES2022'], types: ['node'] } },
  {
    name: "an application's own types",
    file: 'register.mts',
    options: { module: 'NodeNext', moduleResolution: 'NodeNext', lib: ['ES2022'], types: ['node'] },
  },
  {
    name: "an application's own types, CommonJS",
    file: 'register.cts',
    options: { module: 'Node16', moduleResolution: 'Node16', lib: ['ES2022'], types: ['node'] },
  },
  {
    name: 'every entry, handed on with its types',
    file: 'handed.mts',
    options: {
      module: 'NodeNext',
      moduleResolution: 'NodeNext',
      lib: ['ES2022', 'DOM'],
      types: ['node'],
      skipLibCheck: true,
      noEmit: false,
      declaration: true,
      emitDeclarationOnly: true,
      outDir: 'handed',
    },
  },
  {
    // the resolution of before `exports`, which TypeScript 7 has no more; React's own types need not be there
    name: 'every entry, CommonJS without exports',
    file: 'entries.ts',
    compilers: ['5.0', '5.9'],
    options: { module: 'CommonJS', moduleResolution: 'node', lib: ['ES2022', 'DOM'], types: ['node'], skipLibCheck: true },
  },
];

await installTarballs(
  async folder => {
    cpSync(join(root, 'test/packaging/consumer'), folder, { recursive: true });
    for (const kind of ['mts', 'cts']) cpSync(join(root, 'test/dropin/register.mts'), join(folder, `register.${kind}`));
    // one whose types are not found does not compile
    const imports = entries().map(
      ({ specifier }, at) => `import * as entry${at} from '${specifier}';\nexport type Entry${at} = keyof typeof entry${at};`,
    );
    writeFileSync(join(folder, 'entries.ts'), imports.join('\n'));
    // one that has a type nobody can name is no part of another package's declarations
    const handed = entries().map(
      ({ specifier }, at) => `import * as entry${at} from '${specifier}';\nexport const handed${at} = { ...entry${at} };`,
    );
    writeFileSync(join(folder, 'handed.mts'), handed.join('\n'));
    const runs = COMPILERS.flatMap(version =>
      PROJECTS.filter(({ compilers = COMPILERS }) => compilers.includes(version)).map(project => ({ version, ...project })),
    );
    const well = await nodeRuns(
      runs.map(({ version, name, file, options }, at) => {
        const compilerOptions = {
          target: 'ES2022',
          strict: true,
          exactOptionalPropertyTypes: true,
          skipLibCheck: false,
          types: [],
          noEmit: true,
          ...options,
        };
        const project = join(folder, `tsconfig.${at}.json`);
        writeFileSync(project, JSON.stringify({ compilerOptions, files: [file] }));
        const tsc = join(root, `test/packaging/node_modules/typescript-${version}/bin/tsc`);
        return { title: `TypeScript ${version}, ${name}`, args: [tsc, '-p', project], cwd: folder };
      }),
    );
    process.exitCode = well ? 0 : 1;
  },
  ['@types/node@20', '@opentelemetry/api@1.9.1', 'express@5', '@types/express@5', 'fastify@5', 'hono@4', 'bullmq@5'],
);
