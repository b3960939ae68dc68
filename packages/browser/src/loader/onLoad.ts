import { captureException, safely } from '@vigil/core';

/** For pages with and without the loader: here the bundle has arrived, and `callback` runs at once. What it throws is reported. */
export function onLoad(callback: () => void): void {
  safely(callback, error => void captureException(error));
}

/** For pages with and without the loader: here the bundle has arrived. */
export function forceLoad(): void {}
