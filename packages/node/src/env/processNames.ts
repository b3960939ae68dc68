import { readRelease } from './release';

const part = (at: number): number => Number(process.versions.node.split('.')[at]);

/** Of the Node that runs this, or that another runtime claims to be. */
export const NODE_VERSION = {
  get major(): number {
    return part(0);
  },
  get minor(): number {
    return part(1);
  },
  get patch(): number {
    return part(2);
  },
};

/** The release as `init` finds it where no option names it. */
export function getSentryRelease(fallback?: string): string | undefined {
  return readRelease(process.env) ?? fallback;
}

/** Headers of a `Request` as an object; what cannot be read is left out. */
export function winterCGHeadersToDict(headers: { forEach(callback: (value: string, key: string) => void): void }): Record<string, string> {
  const dict: Record<string, string> = {};
  try {
    headers.forEach((value, key) => {
      if (typeof value === 'string') dict[key] = value;
    });
  } catch {
    // no headers
  }
  return dict;
}
