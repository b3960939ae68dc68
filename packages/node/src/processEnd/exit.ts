import { endingClients } from './endingClients';
import { handOff } from './handOff';

interface Deno {
  addEventListener(type: 'unload', listener: () => void): void;
  removeEventListener(type: 'unload', listener: () => void): void;
}

/** `Deno.exit()` tells the global object alone. */
function startUnload(listener: () => void): () => void {
  if (!('Deno' in globalThis)) return () => {};
  const target = globalThis as unknown as Deno;
  target.addEventListener('unload', listener);
  return () => target.removeEventListener('unload', listener);
}

/** At exit: `process.exit()`, the natural end, an uncaught error. Returns the stop. */
export function startExit(): () => void {
  let told = false;
  const onExit = (): void => {
    if (!told) for (const client of endingClients()) client.emit('exit');
    told = true;
    handOff(endingClients());
  };
  process.on('exit', onExit);
  const stopUnload = startUnload(onExit);
  return () => {
    stopUnload();
    process.removeListener('exit', onExit);
  };
}
