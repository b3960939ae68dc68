export interface Entry {
  package: string;
  specifier: string;
  esm: { code: string; types: string };
  cjs: { code: string; types: string };
}
export declare function entries(): Entry[];
