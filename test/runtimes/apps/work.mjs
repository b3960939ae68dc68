// What every service of this folder does with a request: writes who it is into its context, in steps, and fails.
// No module of Node's: Workers do it, too.

export const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));

/** `Vigil`: the SDK. `who` and `waitMs` come with the request. Throws. */
export async function work(Vigil, who, waitMs) {
  Vigil.setUser({ id: who });
  Vigil.setTag('who', who);
  Vigil.addBreadcrumb({ message: `${who} came` });
  await sleep(waitMs);
  Vigil.addBreadcrumb({ message: `${who} goes` });
  throw new Error(`failed for ${who}`);
}

/** What the path says: `/body/who-7?wait=3`. */
export function askedIn(url) {
  const { pathname, searchParams } = new URL(url, 'http://host');
  const [, way, who] = pathname.split('/');
  return { way, who, waitMs: Number(searchParams.get('wait')) };
}
