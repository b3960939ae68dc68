import { wrapMethod } from '@vigil/core';

type Take = (error: unknown) => unknown;
interface Adding {
  addUncaughtExceptionCaptureCallback(take: Take): void;
}
let isAdded = false;

/**
 * From Node 26 on an application may add callbacks that take an uncaught error or leave it, after our monitor was told of it. Node has no
 * way to ask for them, nor to remove one. Returns the stop.
 */
export function watchAddedCallbacks(): () => void {
  if (!('addUncaughtExceptionCaptureCallback' in process)) return () => {};
  return wrapMethod(process as unknown as Adding, 'addUncaughtExceptionCaptureCallback', original => {
    return function addUncaughtExceptionCaptureCallback(this: Adding, ...args) {
      original.apply(this, args);
      isAdded = true;
    };
  });
}

export function hasAddedCallbacks(): boolean {
  return isAdded;
}
