import { readStart } from './readStart';

/** What Docker, Podman, containerd and CRI-O use, then ECS, then Garden (Cloud Foundry). */
const ID = /(?:^|[/:-])([\da-f]{64}|[\da-f]{32}-\d{1,20}|[\da-f]{8}(?:-[\da-f]{4}){4})(?:\.scope)?$/;
/** The folder of the container itself; `sandboxes/` is that of its pod. */
const MOUNT = /\/(?:overlay-)?containers\/([\da-f]{64})\//;

/** The container's id out of `/proc/self/cgroup`: the last part of a path, on cgroup v1 and where the host's namespace is seen. */
export function parseCgroup(text: string): string | undefined {
  for (const line of text.split('\n')) {
    const id = ID.exec(line.trim())?.[1];
    if (id) return id;
  }
  return undefined;
}

/** The container's id out of `/proc/self/mountinfo`: on cgroup v2 the runtime's own files (hosts, hostname) give it away. */
export function parseMountinfo(text: string): string | undefined {
  return MOUNT.exec(text)?.[1];
}

/** Empty outside a container, and inside one that shows neither. Reads two small files. */
export function readContainerContext(read: (path: string) => string = readStart): Record<string, string> {
  if (process.platform !== 'linux') return {};
  const id = parseCgroup(read('/proc/self/cgroup')) ?? parseMountinfo(read('/proc/self/mountinfo'));
  return id ? { id } : {};
}
