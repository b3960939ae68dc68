import { readEnv } from '../env/readEnv';
import { readStart } from './readStart';

/** Where manifests usually put what the downward API tells; the first that is set wins. */
const VARIABLES: Readonly<Record<string, readonly string[]>> = {
  pod_name: ['POD_NAME', 'K8S_POD_NAME', 'MY_POD_NAME', 'KUBERNETES_POD_NAME'],
  pod_uid: ['POD_UID', 'K8S_POD_UID', 'MY_POD_UID', 'KUBERNETES_POD_UID'],
  namespace: ['POD_NAMESPACE', 'K8S_NAMESPACE', 'K8S_POD_NAMESPACE', 'MY_POD_NAMESPACE', 'KUBERNETES_NAMESPACE'],
  node_name: ['NODE_NAME', 'K8S_NODE_NAME', 'MY_NODE_NAME', 'KUBERNETES_NODE_NAME'],
  container_name: ['CONTAINER_NAME', 'K8S_CONTAINER_NAME', 'MY_CONTAINER_NAME', 'KUBERNETES_CONTAINER_NAME'],
  cluster_name: ['CLUSTER_NAME', 'K8S_CLUSTER_NAME', 'KUBERNETES_CLUSTER_NAME'],
};
/** The folder at which the manual mounts a downward API volume, and where every pod finds its own account. */
const FILES: Readonly<Record<string, readonly string[]>> = {
  pod_name: ['/etc/podinfo/name'],
  pod_uid: ['/etc/podinfo/uid'],
  namespace: ['/etc/podinfo/namespace', '/var/run/secrets/kubernetes.io/serviceaccount/namespace'],
};
/** Kubelet mounts a file of each container below the folder of its pod. */
const KUBELET = /\/pods\/([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\/(?:containers\/([a-z\d-]{1,63})\/)?/;
const MAX_CHARS = 253;

export interface KubernetesSources {
  env?: NodeJS.ProcessEnv;
  read?(path: string): string;
}

/** `/proc/self/mountinfo` names the pod's uid and the container. */
export function parseKubeletMount(text: string): { pod_uid?: string; container_name?: string } {
  const [, uid, container] = KUBELET.exec(text) ?? [];
  return { ...(uid && { pod_uid: uid }), ...(container && { container_name: container }) };
}

/**
 * Which pod this is: variables, then files of the downward API, then what the pod can see of itself. Empty outside Kubernetes. Reads a
 * few small files, asks no network.
 */
export function readKubernetesContext({ env = process.env, read = readStart }: KubernetesSources = {}): Record<string, string> {
  if (readEnv(env, 'KUBERNETES_SERVICE_HOST') === undefined) return {};
  const context: Record<string, string> = {};
  for (const [field, names] of Object.entries(VARIABLES)) {
    const value = names.map(name => readEnv(env, name)).find(Boolean) ?? FILES[field]?.map(path => read(path).trim()).find(Boolean);
    if (value) context[field] = value.slice(0, MAX_CHARS);
  }
  // the name of a pod is its host name unless the manifest says otherwise
  const hostname = readEnv(env, 'HOSTNAME');
  return { ...parseKubeletMount(read('/proc/self/mountinfo')), ...(hostname && { pod_name: hostname }), ...context };
}
