export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** Counts work, for tests: members looked at, and bytes by estimate. */
export interface Meter {
  nodes: number;
  bytes: number;
}

/** Root first; a list, because keys may hold dots. */
export type Path = Array<string | number>;
export type CutAction = 'removed' | 'masked' | 'hashed' | 'truncated' | 'dropped';
/** What happened where; `length` is the original one. */
export type NoteTaker = (path: Path, rule: string, action: CutAction, length?: number) => void;
