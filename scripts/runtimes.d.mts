export type RuntimeName = 'bun' | 'deno' | 'workerd';
export declare function titleOf(runtime: RuntimeName): string;
export declare function runtimeBinary(runtime: RuntimeName): string | undefined;
