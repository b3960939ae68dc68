export type RuntimeName = 'bun' | 'deno' | 'node' | 'workerd';
export declare function titleOf(runtime: RuntimeName): string;
export declare function runtimeBinary(runtime: RuntimeName): string | undefined;
