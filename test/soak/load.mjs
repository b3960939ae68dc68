import http from 'node:http';

const PATHS = ['/ok', '/fail', '/ok', '/message', '/ok', '/attach', '/ok', '/ok'];
const PAUSE_MS = 20;

/** Asks for one page after the other from a few connections; `stop()` resolves with what each took, in milliseconds, in order of size. */
export function startLoad(url, connections) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  const times = [];
  let stopped = false;
  const ask = path =>
    new Promise((resolve, reject) => {
      const began = performance.now();
      const request = http.get(url + path, { agent }, response => {
        response.resume().on('end', () => {
          times.push(performance.now() - began);
          resolve();
        });
      });
      request.on('error', reject);
    });
  const user = async first => {
    for (let n = first; !stopped; n++) {
      await ask(PATHS[n % PATHS.length]);
      await new Promise(resolve => setTimeout(resolve, PAUSE_MS));
    }
  };
  const users = Array.from({ length: connections }, (_, n) => user(n));
  return {
    async stop() {
      stopped = true;
      await Promise.all(users);
      agent.destroy();
      return times.sort((one, other) => one - other);
    },
  };
}
