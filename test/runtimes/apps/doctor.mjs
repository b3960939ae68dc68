// What people ask of the SDK by a request of their own: a tunnel for their pages, and whether all is well.
import * as Vigil from '@vigil/fetch/als';

/** With `TUNNEL` in the environment, options as JSON, the tunnel; else the diagnosis. */
export function createDoctor(env) {
  const tunnel = env.TUNNEL && Vigil.createTunnel(JSON.parse(env.TUNNEL));
  const diagnose = async request => {
    const { ok, checks } = await Vigil.diagnose(JSON.parse(await request.text()));
    return Response.json({ ok, checks });
  };
  return request => (tunnel ? tunnel(request) : diagnose(request));
}
