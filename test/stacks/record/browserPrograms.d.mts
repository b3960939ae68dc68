import type { RecordedStack } from '../compareStack';

export interface BrowserProgram extends Pick<RecordedStack, 'group' | 'kind' | 'loose' | 'expected'> {
  slug: string;
}

/** The page `/` runs the programs one after the other, each POSTs `{ name, message, stack }` to `/report?<slug>`, the last POST is `/done`. */
export declare function browserPrograms(name: 'chromium' | 'firefox' | 'webkit'): {
  programs: BrowserProgram[];
  answer(path: string): string | undefined;
};
