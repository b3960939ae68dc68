// What the hooks of logs and metrics are given.

export type LogSeverityLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal';
export interface Log {
  level: LogSeverityLevel;
  message: string;
  attributes?: Record<string, unknown>;
  severityNumber?: number;
}
export interface Metric {
  name: string;
  value: number;
  type: 'counter' | 'gauge' | 'distribution';
  unit?: string;
  attributes?: Record<string, unknown>;
}
