import { transformSync } from 'esbuild';

/** The fenced blocks of one language on a page, in their order. */
export function examplesOf(page: string, language: string): string[] {
  return [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].filter(([, name]) => name === language).map(([, , code]) => code ?? '');
}

/** Runs an example where the names given are there; `await` works, `import` does not. */
export async function runExample(code: string, names: Record<string, unknown>): Promise<void> {
  const body = transformSync(`(async () => {\n${code}\n})()`, { loader: 'ts', target: 'es2022' }).code;
  await new Function(...Object.keys(names), `return ${body}`)(...Object.values(names));
}

/** What an example says in its line `// sent: ...`; undefined when it says nothing, null when nothing is sent. */
export function expectationOf(code: string): unknown {
  const text = /^\/\/ sent: (.*)$/m.exec(code)?.[1];
  if (text === undefined) return undefined;
  return text === 'nothing' ? null : new Function(`return (${text})`)();
}
