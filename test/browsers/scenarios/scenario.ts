/** How a value leaves the code of a page. */
export interface Source {
  /** Code that lets the value of this expression out. */
  code(value: string): string;
  /** Where the code stands. Default `inline`. */
  place?: 'inline' | 'file' | 'module' | 'worker';
  /** Part of `mechanism.type`. */
  mechanism: RegExp;
  handled: boolean;
  /** How often the page's own `error` and `unhandledrejection` listeners hear of it, as they do without Vigil. Default 1. */
  heard?: number;
}

export interface Value {
  expression: string;
  type: RegExp;
  value: RegExp;
  /** Its stack tells the function that made it. */
  hasStack?: boolean;
  /** Only where there is a document. */
  needsDocument?: boolean;
}

/** What surrounds Vigil on the page. */
export interface Surroundings {
  headers?: Record<string, string>;
  /** A script before Vigil's. */
  before?: string;
  /** A script after `init`, before the application's. */
  after?: string;
  /** The application's page stands in a frame of no origin. */
  isSandboxed?: boolean;
  /** Checked in the page at the end: an expression that is true. */
  holds?: string;
}

export interface Scenario {
  title: string;
  source: Source;
  value: Value;
  surroundings: Surroundings;
}
