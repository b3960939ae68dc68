export { type Span, type SpanStatus, UnrecordedSpan } from '@vigil/core';
