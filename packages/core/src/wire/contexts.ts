import type { Primitive } from './event';

// Blocks of an event's `contexts` whose fields Sentry names (protocol: contexts). Each takes any other field.

export type Context = Record<string, unknown>;
export interface AppContext extends Context {
  app_name?: string | undefined;
  /** RFC 3339. */
  app_start_time?: string | undefined;
  app_version?: string | undefined;
  app_identifier?: string | undefined;
  build_type?: string | undefined;
  /** Bytes, as `free_memory`. */
  app_memory?: number | undefined;
  free_memory?: number | undefined;
}
export interface DeviceContext extends Context {
  name?: string | undefined;
  family?: string | undefined;
  model?: string | undefined;
  arch?: string | undefined;
  brand?: string | undefined;
  manufacturer?: string | undefined;
  device_type?: string | undefined;
  online?: boolean | undefined;
  orientation?: 'portrait' | 'landscape' | undefined;
  screen_resolution?: string | undefined;
  /** Percent. */
  battery_level?: number | undefined;
  /** RFC 3339. */
  boot_time?: string | undefined;
  processor_count?: number | undefined;
  cpu_description?: string | undefined;
  /** MHz. */
  processor_frequency?: number | undefined;
  /** Bytes, as the others of memory and storage. */
  memory_size?: number | undefined;
  free_memory?: number | undefined;
  storage_size?: number | undefined;
  free_storage?: number | undefined;
}
export interface OsContext extends Context {
  name?: string | undefined;
  version?: string | undefined;
  build?: string | undefined;
  kernel_version?: string | undefined;
}
export interface CultureContext extends Context {
  calendar?: string | undefined;
  display_name?: string | undefined;
  locale?: string | undefined;
  is_24_hour_format?: boolean | undefined;
  timezone?: string | undefined;
}
export interface ResponseContext extends Context {
  type?: string | undefined;
  cookies?: string[][] | Record<string, string> | undefined;
  headers?: Record<string, string> | undefined;
  status_code?: number | undefined;
  body_size?: number | undefined;
}
export interface TraceContext extends Context {
  /** 32 lower hex. */
  trace_id: string;
  /** 16 lower hex, as `parent_span_id`. */
  span_id?: string | undefined;
  parent_span_id?: string | undefined;
  op?: string | undefined;
  status?: string | undefined;
  origin?: string | undefined;
  data?: Record<string, unknown> | undefined;
  tags?: Record<string, Primitive> | undefined;
}
export interface Contexts extends Record<string, Context | undefined> {
  app?: AppContext | undefined;
  device?: DeviceContext | undefined;
  os?: OsContext | undefined;
  culture?: CultureContext | undefined;
  response?: ResponseContext | undefined;
  trace?: TraceContext | undefined;
}
