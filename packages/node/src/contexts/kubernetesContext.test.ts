import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseKubeletMount, readKubernetesContext } from './kubernetesContext';

const UID = '2d3fb3f0-0a14-4a1f-9a2d-1e0f3c4b5a69';
const HOST = { KUBERNETES_SERVICE_HOST: '10.0.0.1' };
const MOUNT = `900 880 8:1 /var/lib/kubelet/pods/${UID}/containers/web/0a1b2c3d /dev/termination-log rw - ext4 /dev/sda1 rw`;
const files = (known: Record<string, string>) => (path: string) => known[path] ?? '';

describe('readKubernetesContext', () => {
  it('is empty, and reads nothing, outside a cluster', () => {
    const read = (): string => {
      throw new Error('read');
    };
    expect(readKubernetesContext({ env: { POD_NAME: 'x' }, read })).toEqual({});
  });

  it('takes the variables of the downward API', () => {
    const env = {
      ...HOST,
      HOSTNAME: 'h',
      POD_NAME: 'shop-1',
      MY_POD_NAMESPACE: 'prod',
      K8S_NODE_NAME: 'n1',
      POD_UID: UID,
      CONTAINER_NAME: 'web',
    };
    expect(readKubernetesContext({ env, read: files({}) })).toEqual({
      pod_name: 'shop-1',
      namespace: 'prod',
      node_name: 'n1',
      pod_uid: UID,
      container_name: 'web',
    });
  });

  it('takes its files where there is no variable', () => {
    const read = files({ '/etc/podinfo/name': 'shop-1\n', '/etc/podinfo/namespace': 'prod', '/etc/podinfo/uid': UID });
    expect(readKubernetesContext({ env: HOST, read })).toEqual({ pod_name: 'shop-1', namespace: 'prod', pod_uid: UID });
  });

  it('takes what every pod can see of itself where the manifest tells nothing', () => {
    const read = files({ '/var/run/secrets/kubernetes.io/serviceaccount/namespace': 'prod', '/proc/self/mountinfo': MOUNT });
    expect(readKubernetesContext({ env: { ...HOST, HOSTNAME: 'shop-1' }, read })).toEqual({
      pod_name: 'shop-1',
      namespace: 'prod',
      pod_uid: UID,
      container_name: 'web',
    });
  });

  it('never asks for the token that lies beside the namespace', () => {
    const asked: string[] = [];
    const read = (path: string): string => {
      asked.push(path);
      return '';
    };
    readKubernetesContext({ env: HOST, read });
    expect(asked.filter(path => /token|ca\.crt|annotations/.test(path))).toEqual([]);
  });

  it('never throws on any text, and keeps within bounds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), text => {
        for (const value of Object.values(readKubernetesContext({ env: HOST, read: () => text }))) expect(value.length).toBeLessThan(254);
      }),
    );
    for (const unit of ['/pods/', '/pods/0', '0-', 'a']) expect(parseKubeletMount(unit.repeat(65_536))).toEqual({});
  });
});
