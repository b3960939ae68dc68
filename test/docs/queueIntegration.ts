import { addBreadcrumb, type Integration, wrapMethod } from '@vigil/node';

export function queueIntegration(queue: { publish(topic: string, body: unknown): Promise<void> }): Integration {
  return {
    name: 'Queue',
    setup() {
      return wrapMethod(queue, 'publish', original => (topic, body) => {
        addBreadcrumb({ category: 'queue', message: `publish ${topic}` });
        return original.call(queue, topic, body);
      });
    },
  };
}
