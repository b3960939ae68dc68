import type { Plugin } from 'esbuild';

export interface Bundle {
  code: string;
  gzip: number;
  /** Source files of which anything is left, by bytes. */
  modules: Record<string, number>;
}

export function bundle(names: string, plugins?: Plugin[], from?: string): Promise<Bundle>;
