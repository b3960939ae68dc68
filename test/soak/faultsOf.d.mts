import type { ClientStats } from '@vigil/core';

export interface SoakRecord {
  ended: {
    stats: Pick<ClientStats, 'captured' | 'outcomes' | 'pending'>;
    thrown: string[];
    code: number | null;
    signal: string | null;
    heap: number;
  };
  statuses: Map<string, string>;
  accepted: Map<string, number>;
  heaps: number[];
}

export declare function faultsOf(record: SoakRecord): string[];
