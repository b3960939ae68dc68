import type { KnownDifference } from '../knownDifferences';

export const knownPageDifferences: KnownDifference[] = [];
