import { arch, cpus, freemem, totalmem, uptime } from 'node:os';

export interface DeviceParts {
  /** Default true. */
  cpu?: boolean | undefined;
  /** Default true. */
  memory?: boolean | undefined;
}

/** What does not change while the process lives. */
export function readDeviceContext({ cpu, memory }: DeviceParts): Record<string, unknown> {
  const context: Record<string, unknown> = { arch: arch(), boot_time: new Date(Date.now() - uptime() * 1000).toISOString() };
  if (memory !== false) context['memory_size'] = totalmem();
  if (cpu !== false) {
    const all = cpus();
    context['processor_count'] = all.length;
    context['cpu_description'] = all[0]?.model.trim();
    // virtual machines often say 0
    context['processor_frequency'] = all[0]?.speed || undefined;
  }
  return context;
}

/** What is true of the moment only. */
export function readDeviceState({ memory }: DeviceParts): Record<string, unknown> {
  return memory === false ? {} : { free_memory: freemem() };
}
