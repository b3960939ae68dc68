import {
  consoleIntegration,
  type EventFiltersOptions,
  functionToStringIntegration,
  inboundFiltersIntegration,
  type LinkOptions,
  linkedErrorsIntegration,
  type RequestDataOptions,
  requestDataIntegration,
} from '@vigil/core';
import {
  type ContextLinesOptions,
  contextLinesIntegration,
  type HttpOptions,
  httpIntegration,
  modulesIntegration,
  type NodeContextOptions,
  type NodeFetchOptions,
  nativeNodeFetchIntegration,
  nodeContextIntegration,
  type OnUncaughtExceptionOptions,
  type OnUnhandledRejectionOptions,
  onUncaughtExceptionIntegration,
  onUnhandledRejectionIntegration,
} from '@vigil/node';
import { builtin } from '../../env/builtin';
import { V7Class } from './v7Class';

// v7's integrations that are on by default today. `id` is what `hub.getIntegration` finds them by.

/** Options that v7 took and nobody needs any more (`tracing`) are let pass. */
type With<O> = O & { [option: string]: unknown };

export class Console extends V7Class {
  static id = 'Console';
  constructor(_options?: object) {
    super(consoleIntegration({ format: builtin('node:util').format }), 'Console', 'consoleIntegration');
  }
}
export class Context extends V7Class {
  static id = 'Context';
  constructor(options?: With<NodeContextOptions>) {
    super(nodeContextIntegration(options), 'Context', 'nodeContextIntegration');
  }
}
export class ContextLines extends V7Class {
  static id = 'ContextLines';
  constructor(options?: With<ContextLinesOptions>) {
    super(contextLinesIntegration(options), 'ContextLines', 'contextLinesIntegration');
  }
}
export class FunctionToString extends V7Class {
  static id = 'FunctionToString';
  constructor(_options?: object) {
    super(functionToStringIntegration(), 'FunctionToString', 'functionToStringIntegration');
  }
}
export class Http extends V7Class {
  static id = 'Http';
  constructor(options?: With<HttpOptions>) {
    super(httpIntegration(options), 'Http', 'httpIntegration');
  }
}
export class InboundFilters extends V7Class {
  static id = 'EventFilters';
  constructor(options?: With<EventFiltersOptions>) {
    super(inboundFiltersIntegration(options), 'InboundFilters', 'inboundFiltersIntegration');
  }
}
export class LinkedErrors extends V7Class {
  static id = 'LinkedErrors';
  constructor(options?: With<LinkOptions>) {
    super(linkedErrorsIntegration(options), 'LinkedErrors', 'linkedErrorsIntegration');
  }
}
export class Modules extends V7Class {
  static id = 'Modules';
  constructor(_options?: object) {
    super(modulesIntegration(), 'Modules', 'modulesIntegration');
  }
}
export class OnUncaughtException extends V7Class {
  static id = 'OnUncaughtException';
  constructor(options?: With<OnUncaughtExceptionOptions>) {
    super(onUncaughtExceptionIntegration(options), 'OnUncaughtException', 'onUncaughtExceptionIntegration');
  }
}
export class OnUnhandledRejection extends V7Class {
  static id = 'OnUnhandledRejection';
  constructor(options?: With<OnUnhandledRejectionOptions>) {
    super(onUnhandledRejectionIntegration(options), 'OnUnhandledRejection', 'onUnhandledRejectionIntegration');
  }
}
export class RequestData extends V7Class {
  static id = 'RequestData';
  constructor(options?: With<RequestDataOptions>) {
    super(requestDataIntegration(options), 'RequestData', 'requestDataIntegration');
  }
}
export class Undici extends V7Class {
  static id = 'NodeFetch';
  constructor(options?: With<NodeFetchOptions>) {
    super(nativeNodeFetchIntegration(options), 'Undici', 'nativeNodeFetchIntegration');
  }
}
