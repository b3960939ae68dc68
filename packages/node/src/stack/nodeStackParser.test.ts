import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createNodeStackParser, nodeStackParser } from './nodeStackParser';

const STACK = `TypeError: no cart
    at loadCart (/app/src/cart.js:10:15)
    at async file:///app/src/routes/shop.mjs:3:1
    at Layer.handle (/app/node_modules/express/lib/layer.js:95:5)
    at new Promise (<anonymous>)
    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)`;

describe('createNodeStackParser', () => {
  const frames = createNodeStackParser('/app')(STACK, 1);

  it('gives the frames oldest first, with their file, module and whether it is the application’s', () => {
    expect(frames).toEqual([
      {
        function: 'process.processTicksAndRejections',
        filename: 'node:internal/process/task_queues',
        module: 'task_queues',
        lineno: 95,
        colno: 5,
        in_app: false,
      },
      expect.objectContaining({ function: 'new Promise', in_app: false }),
      {
        function: 'Layer.handle',
        filename: '/app/node_modules/express/lib/layer.js',
        abs_path: '/app/node_modules/express/lib/layer.js',
        module: 'express.lib:layer',
        lineno: 95,
        colno: 5,
        in_app: false,
      },
      {
        function: '?',
        filename: '/app/src/routes/shop.mjs',
        abs_path: '/app/src/routes/shop.mjs',
        module: 'src.routes:shop',
        lineno: 3,
        colno: 1,
        in_app: true,
      },
      {
        function: 'loadCart',
        filename: '/app/src/cart.js',
        abs_path: '/app/src/cart.js',
        module: 'src:cart',
        lineno: 10,
        colno: 15,
        in_app: true,
      },
    ]);
  });

  it('says no module and no path for code without a file', () => {
    expect(frames[1]).not.toHaveProperty('module');
    expect(frames[1]).not.toHaveProperty('abs_path');
  });

  it('takes frames off the top', () => {
    expect(createNodeStackParser('/app')(STACK, 1, 1).at(-1)?.module).toBe('src.routes:shop');
  });
});

describe('nodeStackParser', () => {
  it.each([
    ['the started script', '/app/dist/start.js', 'sub:x'],
    ['no folder above the file: its name alone', '/opt/bin/start', 'x'],
  ])('counts modules from the folder of %s', (_name, script, module) => {
    const before = process.argv[1];
    process.argv[1] = script;
    const parse = createNodeStackParser();
    process.argv[1] = before as string;
    expect(parse('Error: x\n    at f (/app/dist/sub/x.cjs:1:2)')[0]?.module).toBe(module);
  });

  it('without a script counts them from the working folder', () => {
    const { argv } = process;
    process.argv = argv.slice(0, 1);
    const parse = createNodeStackParser();
    process.argv = argv;
    expect(parse(`Error: x\n    at f (${process.cwd()}/src/x.cjs:1:2)`)[0]?.module).toBe('src:x');
  });

  it('places a real error of this file', () => {
    const here = fileURLToPath(import.meta.url);
    const top = nodeStackParser(new Error('here').stack as string, 1).at(-1);
    expect(top).toMatchObject({
      filename: here,
      abs_path: here,
      in_app: true,
      module: expect.stringMatching(/nodeStackParser\.test\.ts$/),
    });
  });
});
